package io.graphrecall.content.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.attribute.AttributeMatch;
import io.graphrecall.content.classify.CategoryPrediction;
import io.graphrecall.content.classify.Source;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.encode.OnnxTextEncoder;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.tag.TagMatch;
import io.graphrecall.content.text.Terms;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.TagRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

class ContentUnderstandingTest {

    private static final List<String> SPORT = List.of("篮球比赛最后一分钟绝杀", "足球少年的射门练习", "跑步十公里打卡", "羽毛球双打技巧",
            "健身房练腿日常");
    private static final List<String> FOOD = List.of("红烧肉的家常做法", "早餐吃一碗牛肉面", "烤蛋糕入门教程", "火锅蘸料怎么调", "今天做糖醋排骨");

    private static TextEncoder encoder;

    private final List<Content> contents = new ArrayList<>();

    @BeforeAll
    static void load() {
        encoder = new OnnxTextEncoder(EncoderModel.CHINESE, 1);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void onlyMissingFieldsArePredicted() {
        fill();
        contents.add(content("sport", "网球公开赛决赛", List.of(), List.of(), Map.of()));
        contents.add(content("food", "清蒸鲈鱼怎么做才鲜", List.of(), List.of(), Map.of()));
        Map<String, Understanding> results = understand(Set.of());

        Understanding given = find(results, "c0");
        assertThat(given.category()).isNull();
        assertThat(given.tags()).isEmpty();
        assertThat(given.terms()).contains("篮球", "比赛");
        Understanding sport = find(results, "sport");
        Understanding food = find(results, "food");
        assertThat(Objects.requireNonNull(sport.category()).path()).containsExactly("运动");
        assertThat(Objects.requireNonNull(food.category()).path()).containsExactly("美食", "家常菜");
        assertThat(tags(sport)).first().isEqualTo("体育");
        assertThat(tags(food)).first().isEqualTo("做菜");
    }

    @Test
    void hiddenFieldsArePredictedFromOtherFolds() {
        fill();
        contents.add(content("lonely", "独一无二的标题", List.of("只此一家"), List.of("独一无二"), Map.of()));
        contents.add(content("twin 1", "双胞胎", List.of("双生"), List.of("双"), Map.of()));
        contents.add(content("twin 2", "双胞胎！", List.of("双生"), List.of("双"), Map.of()));
        Map<String, Understanding> results = understand(Set.of(Field.CATEGORY, Field.TAGS));

        assertThat(results.values()).allSatisfy(one -> assertThat(one.category()).isNotNull());
        assertThat(Objects.requireNonNull(find(results, "c0").category()).path()).containsExactly("运动");
        assertThat(tags(find(results, "c0"))).first().isEqualTo("体育");
        assertThat(Objects.requireNonNull(find(results, "lonely").category()).path()).doesNotContain("只此一家");
        assertThat(tags(find(results, "lonely"))).doesNotContain("独一无二");
        assertThat(Objects.requireNonNull(find(results, "twin 1").category()).path()).doesNotContain("双生");
        assertThat(Objects.requireNonNull(find(results, "twin 2").category()).path()).doesNotContain("双生");
    }

    @Test
    void hashtagsAreTagsUnlessTagsAreHidden() {
        fill();
        contents.add(content("hash", "今天的心情 #晒太阳 #体育", List.of("生活"), List.of(), Map.of()));

        assertThat(find(understand(Set.of()), "hash").tags())
                .contains(new TagMatch("晒太阳", 1, Source.TEXT), new TagMatch("体育", 1, Source.TEXT));
        Understanding hidden = find(understand(Set.of(Field.TAGS)), "hash");
        assertThat(tags(hidden)).doesNotContain("晒太阳");
        assertThat(hidden.terms()).containsExactly("今天", "心情");
    }

    @Test
    void tagsAreNamedByATaxonomyAlone() {
        contents.add(content("a", "法式指甲教程", List.of(), List.of(), Map.of()));
        List<TagRecord> taxonomy = List.of(
                new TagRecord(new TagName("美甲"), new TagName("美妆"), List.of("指甲")),
                new TagRecord(new TagName("汽车"), null, List.of("轿车")));
        List<Understanding> results = new ContentUnderstanding(encoder, new Terms(),
                UnderstandingParameters.DEFAULT).understand(contents, taxonomy, Progress.NONE);

        assertThat(results.getFirst().tags()).containsExactly(new TagMatch("美甲", 1, Source.TEXT));
        assertThat(results.getFirst().category()).isNull();
    }

    @Test
    void theProgressNamesTheKindOfTheRecords() {
        contents.add(content("a", "法式指甲教程", List.of(), List.of(), Map.of()));
        Item item = new Item(new ItemId("i"), contents.getFirst().description());
        List<TagRecord> taxonomy = List.of(new TagRecord(new TagName("美甲"), null, List.of("指甲")));
        CountedSteps steps = new CountedSteps();
        ContentUnderstanding understanding = new ContentUnderstanding(
                encoder, new Terms(), UnderstandingParameters.DEFAULT);
        understanding.understand(contents, taxonomy, steps);
        understanding.understand(List.of(item), taxonomy, steps);

        assertThat(steps.tasks).containsExactly("Predicting categories of contents", "Predicting tags of contents",
                "Predicting categories of items", "Predicting tags of items");
    }

    @Test
    void aHashtagNamesTheKnownTagOfItsSynonym() {
        contents.add(content("a", "新款 #NAILart #未知", List.of(), List.of(), Map.of()));
        List<TagRecord> taxonomy = List.of(
                new TagRecord(new TagName("美甲"), null, List.of("nailart")),
                new TagRecord(new TagName("汽车"), null, List.of()));
        List<Understanding> results = new ContentUnderstanding(encoder, new Terms(),
                UnderstandingParameters.DEFAULT).understand(contents, taxonomy, Progress.NONE);

        assertThat(tags(results.getFirst())).containsExactly("美甲", "未知");
    }

    @Test
    void aModelNumberIsNoTagUnlessTheDataHasIt() {
        contents.add(content("lipstick", "Lipstick Bare It All #902C", List.of(), List.of(), Map.of()));
        contents.add(content("mirror", "Travel mirror #XL-2000 #mirror", List.of(), List.of(), Map.of()));
        for (String id : List.of("first", "second", "third")) {
            contents.add(content(id, "Sun cream " + id + (id.equals("first") ? " #spf50" : " #SPF50"), List.of(),
                    List.of(), Map.of()));
        }
        Map<String, Understanding> alone = understand(Set.of());
        assertThat(tags(find(alone, "lipstick"))).isEmpty();
        assertThat(tags(find(alone, "mirror"))).containsExactly("mirror");
        assertThat(tags(find(alone, "first"))).as("a word recurs").containsExactly("spf50");

        contents.add(content("given", "Lipstick, nude", List.of(), List.of("902C"), Map.of()));
        assertThat(tags(find(understand(Set.of()), "lipstick"))).containsExactly("902C");
    }

    @Test
    void aTagOfAllTaggedContentsIsOnlyPredictedWhereTheTextNamesIt() {
        for (int i = 0; i < 120; i++) {
            contents.add(content("c" + i, SPORT.get(i % 5) + "第" + i + "集", List.of(), List.of("体育"), Map.of()));
        }
        contents.add(content("food", "清蒸鲈鱼怎么做才鲜", List.of(), List.of(), Map.of()));
        contents.add(content("named", "体育新闻", List.of(), List.of(), Map.of()));
        Map<String, Understanding> results = understand(Set.of());

        assertThat(tags(find(results, "food"))).isEmpty();
        assertThat(tags(find(results, "named"))).containsExactly("体育");
    }

    @Test
    void missingAttributesAreExtracted() {
        for (int i = 0; i < 6; i++) {
            contents.add(content("c" + i, "耐克跑鞋 " + i, List.of("鞋"), List.of(), Map.of("品牌", List.of("耐克"))));
        }
        contents.add(content("new", "新款耐克板鞋", List.of("鞋"), List.of(), Map.of("颜色", List.of("白"))));

        assertThat(find(understand(Set.of()), "new").attributes()).map(AttributeMatch::value)
                .containsExactly(new AttributeValue("品牌", "耐克"));
        assertThat(find(understand(Set.of(Field.ATTRIBUTES)), "c0").attributes()).map(AttributeMatch::value)
                .containsExactly(new AttributeValue("品牌", "耐克"));
    }

    @Test
    void queriesGetTagsLikeContents() {
        fill();
        ContentUnderstanding understanding = new ContentUnderstanding(
                encoder, new Terms(), UnderstandingParameters.DEFAULT);
        CountedSteps steps = new CountedSteps();
        List<List<TagMatch>> tags = understanding.queryTags(List.of("排骨怎么烧", "打篮球"), contents, List.of(), steps);

        assertThat(tags.get(0).getFirst().tag()).isEqualTo("做菜");
        assertThat(tags.get(1).getFirst().tag()).isEqualTo("体育");
        assertThat(steps.count).as("texts of contents, then queries, so that a build can be cancelled meanwhile")
                .isEqualTo(contents.size() + 2);
        assertThat(understanding.queryTags(List.of("打篮球"), List.of(), List.of(), Progress.NONE))
                .containsExactly(List.of());
    }

    private static final class CountedSteps implements Progress {

        private final List<String> tasks = new ArrayList<>();
        private long count;

        @Override
        public void begin(String task, long total) {
            tasks.add(task);
        }

        @Override
        public void advance(long steps) {
            count += steps;
        }

        @Override
        public void end(String outcome) {}
    }

    @Test
    void fieldsArePredictedFromMediaWhereTextsLackThem() {
        Map<String, float[]> media = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            boolean shoe = i % 2 == 0;
            boolean red = i % 3 == 0;
            media.put("c" + i, new float[] {shoe ? 0.8f : 0.2f, red ? 0.8f : 0.2f, i % 7 * 0.01f});
            contents.add(content("c" + i, shoe ? "新款跑鞋" : "夏天的裙子", List.of("服装", shoe ? "鞋" : "裙"),
                    red ? List.of("热情") : List.of("平静"),
                    Map.of("颜色", List.of(red ? "红" : "蓝"), "有机", List.of("是"))));
        }
        contents.add(content("picture", "", List.of(), List.of(), Map.of()));
        contents.add(content("both", "跑鞋", List.of(), List.of(), Map.of("颜色", List.of("蓝"))));
        contents.add(content("neither", "", List.of(), List.of(), Map.of()));
        media.put("picture", new float[] {0.2f, 0.8f, 0});
        media.put("both", new float[] {0.8f, 0.2f, 0});
        List<Understanding> results = new ContentUnderstanding(
                encoder, new Terms(), UnderstandingParameters.DEFAULT, media)
                .understand(contents, List.of(), Progress.NONE);

        Understanding picture = results.get(300);
        CategoryPrediction category = Objects.requireNonNull(picture.category());
        assertThat(category.path()).containsExactly("服装", "裙");
        assertThat(category.source()).isEqualTo(Source.FRAMES);
        assertThat(picture.attributes()).map(AttributeMatch::value).containsExactly(new AttributeValue("颜色", "红"));
        assertThat(picture.attributes()).allSatisfy(match -> {
            assertThat(match.source()).isEqualTo(Source.FRAMES);
            assertThat(match.score()).isBetween(0.8f, 1f);
        });
        assertThat(picture.tags()).filteredOn(match -> match.score() >= 0.5).extracting(TagMatch::tag)
                .containsExactly("热情");

        Understanding both = results.get(301);
        assertThat(Objects.requireNonNull(both.category()).path()).containsExactly("服装", "鞋");
        assertThat(Objects.requireNonNull(both.category()).source()).isEqualTo(Source.MEANING);
        assertThat(both.attributes()).as("given").isEmpty();
        assertThat(results.get(302).attributes()).isEmpty();
        assertThat(results.get(302).category()).as("neither text nor media").isNull();
    }

    /** Adds 150 contents about sport and food. */
    private void fill() {
        for (int i = 0; i < 150; i++) {
            List<String> titles = i % 2 == 0 ? SPORT : FOOD;
            contents.add(content("c" + i, titles.get(i / 2 % 5) + "第" + i + "集",
                    i % 2 == 0 ? List.of("运动") : List.of("美食", "家常菜"), List.of(i % 2 == 0 ? "体育" : "做菜"), Map.of()));
        }
    }

    private Map<String, Understanding> understand(Set<Field> hidden) {
        List<Understanding> results = new ContentUnderstanding(encoder, new Terms(),
                UnderstandingParameters.DEFAULT.withHidden(hidden)).understand(contents, List.of(), Progress.NONE);
        assertThat(results).map(Understanding::id).isEqualTo(contents.stream().map(one -> one.id().key()).toList());
        return results.stream().collect(Collectors.toMap(Understanding::id, one -> one));
    }

    private static Understanding find(Map<String, Understanding> results, String id) {
        return Objects.requireNonNull(results.get(id));
    }

    private static List<String> tags(Understanding understanding) {
        return understanding.tags().stream().map(TagMatch::tag).toList();
    }

    private static Content content(String id, String title, List<String> category, List<String> tags,
            Map<String, List<String>> attributes) {
        return new Content(new ContentId(id), new Description(title, null, category, attributes, tags, null, null, null,
                Description.Status.ACTIVE, Description.Media.NONE, Map.of(), Map.of()));
    }
}
