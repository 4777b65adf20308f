package io.graphrecall.world;

import static io.graphrecall.world.JsonLinesWriter.record;

import io.graphrecall.schema.Progress;
import io.graphrecall.world.SeededRandom.Stream;
import io.graphrecall.world.SimulatedUser.Traits;
import io.graphrecall.world.WorldVocabulary.Field;
import io.graphrecall.world.WorldVocabulary.Tag;
import io.graphrecall.world.WorldVocabulary.Word;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the catalogue files: taxonomy, users, contents and items. */
final class CatalogueWriter {

    private static final List<String> TONES = List.of("干货", "轻松", "治愈", "搞笑", "测评");
    private static final List<String> PRICES = List.of("0-50", "50-200", "200-1000", "1000+");
    private static final List<String> CITIES = List.of("上海", "北京", "成都", "广州", "杭州", "武汉", "西安", "Singapore");
    private static final List<String> AGES = List.of("18-24", "25-34", "35-44", "45+");

    private final WorldParameters parameters;
    private final WorldVocabulary vocabulary;
    private final Authors authors;
    private final TextGenerator texts;
    private final VectorGenerator vectors;

    CatalogueWriter(WorldParameters parameters, WorldVocabulary vocabulary, Authors authors) {
        this.parameters = parameters;
        this.vocabulary = vocabulary;
        this.authors = authors;
        texts = new TextGenerator(vocabulary);
        vectors = new VectorGenerator(parameters, vocabulary);
    }

    /**
     * Writes the tag taxonomy: topics, fields below their topic, tags below their field. English names are synonyms.
     */
    void writeTags(Path file) throws IOException {
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            Set<Word> topics = new LinkedHashSet<>();
            vocabulary.fields().forEach(field -> topics.add(field.topic()));
            for (Word topic : topics) {
                out.write(record("tag", topic.chinese(), "synonyms", List.of(topic.english())));
            }
            for (Field field : vocabulary.fields()) {
                out.write(tag(field.name(), field.topic()));
                for (Tag tag : field.tags()) {
                    out.write(tag(tag.name(), field.name()));
                }
            }
        }
    }

    /** Writes the subcategories of contents, and the item categories with the content field that they map to. */
    void writeCategories(Path file) throws IOException {
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            for (Field field : vocabulary.fields()) {
                for (Word subcategory : field.subcategories()) {
                    out.write(record("category", path(field, subcategory)));
                }
                for (String product : field.products()) {
                    out.write(record("category", shelf(field, product), "domain", "item", "maps_to", path(field)));
                }
            }
        }
    }

    void writeUsers(Path file, UserGenerator population, Progress progress) throws IOException {
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            for (int i = 0; i < parameters.users(); i++) {
                SeededRandom random = SeededRandom.of(parameters.seed(), Stream.USER_RECORD, i);
                out.write(user(i, population.user(i).traits(), random));
                progress.advance(1);
            }
        }
    }

    void writeContents(Path file, List<SimulatedContent> contents, MediaFiles media, Progress progress)
            throws IOException {
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            for (int i = 0; i < contents.size(); i++) {
                Map<String, Object> record = content(i, contents.get(i));
                record.putAll(media.write(i, contents.get(i)));
                out.write(record);
                progress.advance(1);
            }
        }
    }

    void writeItems(Path file, List<SimulatedItem> items, MediaFiles media, Progress progress) throws IOException {
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            for (int i = 0; i < items.size(); i++) {
                Map<String, Object> record = item(i, items.get(i));
                record.putAll(media.write(i, items.get(i)));
                out.write(record);
                progress.advance(1);
            }
        }
    }

    private Map<String, Object> user(int number, Traits traits, SeededRandom random) {
        Map<String, Object> record = record("user_id", UserGenerator.id(number), "profile",
                record("city", random.chooseGeometric(CITIES), "age", random.choose(AGES)));
        List<String> follows = traits.follows().stream().map(this::authorId).distinct().toList();
        if (!follows.isEmpty()) {
            record.put("follows", follows);
        }
        if (traits.blocked() >= 0) {
            record.put("blocks", List.of(authorId(traits.blocked())));
        }
        if (traits.muted() >= 0) {
            record.put("mutes", List.of(tagName(traits.muted())));
        }
        return record;
    }

    private Map<String, Object> content(int number, SimulatedContent content) {
        SeededRandom random = SeededRandom.of(parameters.seed(), Stream.CONTENT_TEXT, number);
        Field field = vocabulary.field(content.field());
        List<String> path = path(field, field.subcategories().get(content.subcategory()));
        Map<String, Object> record = record("content_id", CatalogueGenerator.contentId(number), "title",
                texts.title(content, random));
        if (random.nextBoolean(0.7)) {
            record.put("description", texts.text(content, random));
        }
        record.put("category", random.nextBoolean(0.85) ? path : path.subList(0, 2));
        record.put("attributes", attributes(field, content, random));
        if (random.nextBoolean(0.9)) {
            record.put("tags", content.tags().stream().map(this::tagName).toList());
        }
        record.put("author", authorId(content.author()));
        record.put("published_at", Instant.ofEpochMilli(content.publishedAt()).toString());
        if (content.expiresAt() != Long.MAX_VALUE) {
            record.put("expires_at", Instant.ofEpochMilli(content.expiresAt()).toString());
        }
        record.put("status", number > 0 && random.nextBoolean(0.02) ? "hidden" : "active");
        if (parameters.dimension() > 0) {
            record.put("vectors", Map.of("simulated", vectors.vector(number, content)));
        }
        return record;
    }

    private static Map<String, List<String>> attributes(Field field, SimulatedContent content, SeededRandom random) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        String brand = field.brands().get(random.nextZipf(field.brands().size()));
        if (random.nextBoolean(0.4)) {
            attributes.put("brand", List.of(brand));
        }
        if (random.nextBoolean(0.8)) {
            attributes.put(field.property().name().chinese(), List.of(value(field, content.value())));
        }
        attributes.put("format", List.of(content.video() ? "视频" : "图文"));
        attributes.put("tone", List.of(random.choose(TONES)));
        return attributes;
    }

    private Map<String, Object> item(int number, SimulatedItem item) {
        SeededRandom random = SeededRandom.of(parameters.seed(), Stream.ITEM_TEXT, number);
        Field field = vocabulary.field(item.field());
        Map<String, Object> record = record("item_id", CatalogueGenerator.itemId(number), "title",
                texts.title(item, random),
                "description", texts.text(item, random), "category",
                shelf(field, field.products().get(item.product())), "attributes",
                record("brand", List.of(field.brands().get(item.brand())), field.property().name().chinese(),
                        List.of(value(field, item.value())), "price", List.of(random.chooseGeometric(PRICES))));
        if (random.nextBoolean(0.7)) {
            record.put("tags", List.of(tagName(item.tag())));
        }
        record.put("status", "active");
        return record;
    }

    private String authorId(int author) {
        return UserGenerator.id(authors.user(author));
    }

    private String tagName(int tag) {
        return vocabulary.tag(tag).name().chinese();
    }

    private static String value(Field field, int value) {
        return field.property().values().get(value).chinese();
    }

    private static List<String> path(Field field) {
        return List.of(field.topic().chinese(), field.name().chinese());
    }

    private static List<String> path(Field field, Word subcategory) {
        return List.of(field.topic().chinese(), field.name().chinese(), subcategory.chinese());
    }

    private static List<String> shelf(Field field, String product) {
        return List.of(field.shelf(), product);
    }

    private static Map<String, Object> tag(Word tag, Word parent) {
        return record("tag", tag.chinese(), "parent", parent.chinese(), "synonyms", List.of(tag.english()));
    }
}
