package io.graphrecall.loaders.world;

import io.graphrecall.loaders.world.Vocabulary.Field;
import io.graphrecall.loaders.world.Vocabulary.Word;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes contents, items and the two taxonomies, and writes their files. */
final class CatalogueSimulator {

    private static final List<String> STYLES = List.of("干货", "轻松", "治愈", "搞笑", "测评");
    private static final List<String> PRICES = List.of("0-50", "50-200", "200-1000", "1000+");

    /** Half of the contents are younger than this at the end of the world. */
    private static final Duration MEDIAN_AGE = Duration.ofDays(35);
    private static final Duration OLDEST = Duration.ofDays(240);
    private static final Duration YOUNGEST = Duration.ofMinutes(10);

    private final WorldParameters parameters;
    private final List<Field> fields;
    private final Chance chance;
    private final Wording wording;

    CatalogueSimulator(WorldParameters parameters, List<Field> fields, Chance chance) {
        this.parameters = parameters;
        this.fields = fields;
        this.chance = chance;
        wording = new Wording(chance.split());
    }

    /** Tags below their field, fields below their topic, each with its English name. */
    void writeTags(Path file) throws IOException {
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            Set<Word> topics = new LinkedHashSet<>();
            fields.forEach(field -> topics.add(field.topic()));
            for (Word topic : topics) {
                out.write(ordered("tag", topic.chinese(), "synonyms", List.of(topic.english())));
            }
            for (Field field : fields) {
                out.write(tag(field.name(), field.topic()));
                for (Word tag : field.tags()) {
                    out.write(tag(tag, field.name()));
                }
            }
        }
    }

    /** The narrow categories of contents, and those of items with the field of contents they map to. */
    void writeCategories(Path file) throws IOException {
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            for (Field field : fields) {
                for (String narrow : field.narrow()) {
                    out.write(Map.of("category", path(field, narrow)));
                }
                out.write(ordered("category", shelf(field), "domain", "item", "maps_to",
                        List.of(field.topic().chinese(), field.name().chinese())));
            }
        }
    }

    /**
     * @param authors by field, the users who publish about it
     * @return the contents in the order of their publication
     */
    List<SimulatedContent> writeContents(Path file, List<List<String>> authors) throws IOException {
        List<Long> times = publicationTimes();
        List<SimulatedContent> contents = new ArrayList<>();
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            for (int i = 0; i < times.size(); i++) {
                int field = chance.below(fields.size());
                List<Integer> tags = tags(fields.get(field));
                SimulatedContent content = new SimulatedContent(String.format(Locale.ROOT, "c-%05d", i), field, tags,
                        tags.getFirst() % fields.get(field).narrow().size(), chance.happens(0.6), times.get(i),
                        expiry(times.get(i)), chance.logNormal(1, 0.8));
                contents.add(content);
                out.write(record(content, authors.get(field)));
            }
        }
        return contents;
    }

    List<SimulatedItem> writeItems(Path file) throws IOException {
        List<SimulatedItem> items = new ArrayList<>();
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            for (int i = 0; i < parameters.items(); i++) {
                SimulatedItem item = new SimulatedItem(String.format(Locale.ROOT, "i-%05d", i),
                        chance.below(fields.size()));
                items.add(item);
                out.write(record(item));
            }
        }
        return items;
    }

    private Map<String, Object> record(SimulatedContent content, List<String> authors) {
        Field field = fields.get(content.field());
        String narrow = field.narrow().get(content.narrow());
        Word tag = field.tags().get(content.tags().getFirst());
        String brand = chance.earlyOf(field.brands());
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("content_id", content.id());
        record.put("title", wording.title(field, narrow, tag, brand));
        if (chance.happens(0.7)) {
            record.put("description", wording.text(field, narrow, tag, brand));
        }
        record.put("category", chance.happens(0.85) ? path(field, narrow) : path(field, narrow).subList(0, 2));
        record.put("attributes", contentAttributes(content, brand));
        if (chance.happens(0.9)) {
            record.put("tags", content.tags().stream().map(at -> field.tags().get(at).chinese()).toList());
        }
        record.put("author", chance.oneOf(authors));
        record.put("published_at", Instant.ofEpochMilli(content.publishedAt()).toString());
        if (content.expiresAt() != Long.MAX_VALUE) {
            record.put("expires_at", Instant.ofEpochMilli(content.expiresAt()).toString());
        }
        record.put("status", chance.happens(0.02) ? "hidden" : "active");
        return record;
    }

    private Map<String, List<String>> contentAttributes(SimulatedContent content, String brand) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        if (chance.happens(0.6)) {
            attributes.put("brand", List.of(brand));
        }
        attributes.put("format", List.of(content.video() ? "视频" : "图文"));
        attributes.put("style", List.of(chance.oneOf(STYLES)));
        return attributes;
    }

    private Map<String, Object> record(SimulatedItem item) {
        Field field = fields.get(item.field());
        String brand = chance.earlyOf(field.brands());
        String product = chance.oneOf(field.products());
        List<Integer> tags = tags(field);
        Word tag = field.tags().get(tags.getFirst());
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("item_id", item.id());
        record.put("title", wording.itemTitle(field, tag, brand, product));
        record.put("description", wording.itemText(field, tag, brand, product));
        record.put("category", shelf(field));
        record.put("attributes", ordered("brand", List.of(brand), "price", List.of(chance.earlyOf(PRICES))));
        record.put("tags", tags.stream().map(at -> field.tags().get(at).chinese()).toList());
        record.put("status", "active");
        return record;
    }

    private List<Integer> tags(Field field) {
        Set<Integer> tags = new LinkedHashSet<>();
        int count = 1 + chance.below(3);
        while (tags.size() < count) {
            tags.add(chance.below(field.tags().size()));
        }
        return List.copyOf(tags);
    }

    /** In rising order; some lie within the last days and hours. */
    private List<Long> publicationTimes() {
        double mean = MEDIAN_AGE.toMillis() / Math.log(2);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < parameters.contents(); i++) {
            double age = chance.exponential(mean) % OLDEST.toMillis();
            times.add(parameters.end().toEpochMilli() - YOUNGEST.toMillis() - (long) age);
        }
        times.sort(null);
        return times;
    }

    private long expiry(long publishedAt) {
        return chance.happens(0.04) ? publishedAt + Duration.ofDays(7 + chance.below(60)).toMillis() : Long.MAX_VALUE;
    }

    private static List<String> path(Field field, String narrow) {
        return List.of(field.topic().chinese(), field.name().chinese(), narrow);
    }

    private static List<String> shelf(Field field) {
        return List.of(field.shelf(), field.name().chinese() + "用品");
    }

    private static Map<String, Object> tag(Word tag, Word parent) {
        return ordered("tag", tag.chinese(), "parent", parent.chinese(), "synonyms", List.of(tag.english()));
    }

    /** Names and values in turn. */
    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
