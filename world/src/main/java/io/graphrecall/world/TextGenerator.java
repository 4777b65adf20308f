package io.graphrecall.world;

import io.graphrecall.world.WorldVocabulary.Field;
import io.graphrecall.world.WorldVocabulary.Tag;
import io.graphrecall.world.WorldVocabulary.Word;

import java.util.List;

/**
 * Generates titles, descriptions and queries from templates. Texts of contents use experience phrases, texts of items
 * use selling points. Queries use some words of both.
 */
final class TextGenerator {

    /** Templates with placeholders for the subcategory, a tag, a property value, their English names and a number. */
    private static final List<String> TITLES = List.of(
            "{feel}｜我的{narrow}日记", "{feel}！原来{tag}可以这样", "终于等到这一天，{feel}", "{tag}第{number}天，{feel}",
            "谁懂啊，{feel}", "和你们聊聊{narrow}，{feel}", "{feel}，忍不住来分享{tag}", "跟我一起{tag}，{number}分钟就好",
            "新手第一次{narrow}，{feel}", "打工人的{narrow}时光｜{tag}", "被问了{number}遍的{tag}，今天慢慢讲",
            "{number}个{tag}小心得，{narrow}不踩雷", "陪我过一个{tag}的周末", "{narrow} vlog｜{feel}",
            "my {narrow_english} diary: {english}｜{feel}", "{narrow}这件事，{feel}", "后悔没早点知道的{tag}", "真实感受：{feel}");

    private static final List<String> BAIT_TITLES = List.of(
            "震惊！{narrow}居然还能这样，99%的人不知道", "千万别再{tag}了！后果太可怕", "看完沉默了…{narrow}的惊人真相",
            "速看，马上被删！{narrow}内幕曝光", "一夜爆火的{tag}，全网都在骂？", "月入十万的秘密，竟然是{tag}",
            "最后{number}秒反转！{narrow}惊呆所有人");

    private static final List<String> TEXTS = List.of(
            "坚持了{number}天，{feel}。{narrow}的小伙伴可以参考，评论区一起聊。",
            "整理了{number}条{tag}的心得，新手照着做就好。", "不是广告，纯粹分享：{feel}。",
            "好多人问{narrow}，今天一次讲清楚：{tag}怎么开始，我走过哪些弯路。", "Notes on {english}: what worked for me and what did not.",
            "那天下午{feel}，想把心情记下来。");

    private static final List<String> ITEM_TITLES = List.of(
            "{brand} {product} {point} 官方正品 包邮", "{brand}旗舰店 {point}{product} 新品上市",
            "{product} {point} {number}件套 家用实惠装", "{brand} {point} {product} 限时折扣 送运费险",
            "【买一送一】{brand} {product} {value}款 {point}", "{brand} {product} {point} 顺丰速发 假一赔十",
            "{brand} {point} {product} for {value_english}");

    private static final List<String> ITEM_TEXTS = List.of("{brand}{product}，主打{point}，{value}适用，七天无理由退换。",
            "升级工艺，{point}，质保{number}个月。", "{point}。规格齐全，支持开票，批量优惠。");

    private static final List<String> QUERIES = List.of("{tag}", "{tag}推荐", "{narrow}{tag}", "{english}", "{feel}",
            "{product}怎么选", "{narrow}新手", "{english} {narrow_english}", "{value}{product}", "{brand}{product}");

    private final WorldVocabulary vocabulary;

    TextGenerator(WorldVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    String title(SimulatedContent content, SeededRandom random) {
        return fill(random.choose(content.clickbait() ? BAIT_TITLES : TITLES), content, random);
    }

    String text(SimulatedContent content, SeededRandom random) {
        return fill(random.choose(TEXTS), content, random);
    }

    String title(SimulatedItem item, SeededRandom random) {
        return fill(random.choose(ITEM_TITLES), item, random);
    }

    String text(SimulatedItem item, SeededRandom random) {
        return fill(random.choose(ITEM_TEXTS), item, random);
    }

    /** Generates a query for a tag: usually its name, rarely a brand. */
    String query(int tag, SeededRandom random) {
        Field field = vocabulary.field(tag / WorldVocabulary.TAGS);
        String text = fill(random.chooseGeometric(QUERIES), tag, tag % field.subcategories().size(),
                random.nextInt(field.property().values().size()), random);
        return text.replace("{brand}", random.chooseGeometric(field.brands()))
                .replace("{product}", random.choose(field.products()));
    }

    private String fill(String template, SimulatedContent content, SeededRandom random) {
        return fill(template, content.tags().getFirst(), content.subcategory(), content.value(), random);
    }

    private String fill(String template, SimulatedItem item, SeededRandom random) {
        Field field = vocabulary.field(item.field());
        String text = template.replace("{brand}", field.brands().get(item.brand())).replace("{product}",
                field.products().get(item.product()));
        return fill(text, item.tag(), 0, item.value(), random);
    }

    private String fill(String template, int number, int subcategory, int value, SeededRandom random) {
        Field field = vocabulary.field(number / WorldVocabulary.TAGS);
        Tag tag = vocabulary.tag(number);
        Word category = field.subcategories().get(subcategory);
        Word property = field.property().values().get(value);
        return template.replace("{narrow}", category.chinese()).replace("{narrow_english}", category.english())
                .replace("{tag}", tag.name().chinese()).replace("{english}", tag.name().english())
                .replace("{feel}", tag.experience()).replace("{point}", tag.sellingPoint())
                .replace("{value}", property.chinese()).replace("{value_english}", property.english())
                .replace("{number}", String.valueOf(3 + random.nextInt(27)));
    }
}
