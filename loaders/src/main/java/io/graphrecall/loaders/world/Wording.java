package io.graphrecall.loaders.world;

import io.graphrecall.loaders.world.Vocabulary.Field;
import io.graphrecall.loaders.world.Vocabulary.Word;

import java.util.List;

/** Puts the words of the vocabulary into titles, descriptions and queries. */
final class Wording {

    /** Places for the narrow category, a tag, a brand, a product and a number. */
    private static final List<String> TITLES = List.of(
            "新手必看｜{narrow}{tag}全攻略", "{tag}怎么选？{brand}实测给你看", "{number}个{tag}小技巧，{narrow}不再踩雷",
            "{brand} {narrow}开箱：真的值得买吗", "我的{narrow}日常 vlog｜{tag}", "{tag}合集，建议收藏",
            "一周{narrow}挑战，{tag}看得见", "{narrow}避坑指南：{tag}篇", "跟我一起{tag}，{number}分钟搞定{narrow}",
            "被问爆的{brand}{product}，{tag}党集合", "{narrow} 101: {english} for beginners",
            "打工人的{narrow}，{tag}也能很简单", "{brand} vs 平价款｜{tag}横评", "终于找到适合我的{narrow}｜{english}");

    private static final List<String> TEXTS = List.of(
            "这期聊聊{narrow}里的{tag}，用了{number}天{brand}{product}，把真实感受都放在视频里了。",
            "整理了{number}条关于{tag}的经验，{narrow}新手照着做就行。",
            "不是广告！{brand}这款{product}，{tag}的朋友可以试试。",
            "评论区好多人问{narrow}，今天一次讲清楚：{tag}、预算和常见误区。", "Notes on {english}: what worked for me and what did not.");

    private static final List<String> ITEM_TITLES = List.of(
            "{brand} {product} {tag} 官方正品 包邮", "{brand}旗舰店 {product} {tag}款 新品上市",
            "{product} {tag} {number}件套 家用实惠装", "{brand} {product} {tag} 限时折扣 送运费险");

    private static final List<String> ITEM_TEXTS = List.of("{brand}{product}，主打{tag}，适合{narrow}场景。",
            "{tag}推荐款，七天无理由退换。");

    private static final List<String> QUERIES = List.of("{tag}", "{tag}推荐", "{narrow}{tag}", "{brand} {product}",
            "{product}怎么选", "{narrow}新手", "{english}", "{narrow}教程");

    private final Chance chance;

    Wording(Chance chance) {
        this.chance = chance;
    }

    String title(Field field, String narrow, Word tag, String brand) {
        return fill(chance.oneOf(TITLES), field, narrow, tag, brand, chance.oneOf(field.products()));
    }

    String text(Field field, String narrow, Word tag, String brand) {
        return fill(chance.oneOf(TEXTS), field, narrow, tag, brand, chance.oneOf(field.products()));
    }

    String itemTitle(Field field, Word tag, String brand, String product) {
        return fill(chance.oneOf(ITEM_TITLES), field, chance.oneOf(field.narrow()), tag, brand, product);
    }

    String itemText(Field field, Word tag, String brand, String product) {
        return fill(chance.oneOf(ITEM_TEXTS), field, chance.oneOf(field.narrow()), tag, brand, product);
    }

    /** What one types to find contents with a tag in a narrow category. */
    String query(Field field, String narrow, Word tag) {
        return fill(chance.earlyOf(QUERIES), field, narrow, tag, chance.oneOf(field.brands()),
                chance.oneOf(field.products()));
    }

    private String fill(String template, Field field, String narrow, Word tag, String brand, String product) {
        return template.replace("{narrow}", narrow).replace("{tag}", tag.chinese()).replace("{brand}", brand)
                .replace("{product}", product).replace("{english}", tag.english() + " / " + field.name().english())
                .replace("{number}", String.valueOf(3 + chance.below(27)));
    }
}
