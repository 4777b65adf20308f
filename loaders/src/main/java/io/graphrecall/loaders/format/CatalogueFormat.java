package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.User;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Parser for catalogue records in JSON. Every method throws {@link InvalidRecordException} with all invalid fields,
 * and reports each {@link Conversion}.
 */
public final class CatalogueFormat {

    /** Names of the fields of a tag. */
    public static final Set<String> TAG_FIELDS = Set.of("tag", "parent", "synonyms");
    /** Names of the fields of a category. */
    public static final Set<String> CATEGORY_FIELDS = Set.of("category", "domain", "maps_to");
    /** Names of the fields of a user. Others are kept in the profile. */
    public static final Set<String> USER_FIELDS = Set.of("user_id", "profile", "follows", "blocks", "mutes");
    /** Names of the fields of a record with the vectors of a content. */
    public static final Set<String> VECTOR_FIELDS = Set.of("content_id", "vectors");

    private CatalogueFormat() {}

    /** Parses a content. Unknown fields are kept in {@link Description#extra()}. */
    public static Content content(JsonNode json, Consumer<Conversion> conversions) {
        JsonRecord record = JsonRecord.of(json, conversions);
        ContentId id = record.requiredId("content_id", ContentId::new);
        UserId author = record.id("author", UserId::new);
        Description description = description(record, CategoryPath.Domain.CONTENT, author);
        record.check();
        return new Content(Objects.requireNonNull(id), description);
    }

    /** Parses vectors of a content: its {@code content_id}, and {@code vectors} by embedding space name. */
    public static ContentVectors vectors(JsonNode json, Consumer<Conversion> conversions) {
        JsonRecord record = JsonRecord.of(json, conversions);
        ContentId id = record.requiredId("content_id", ContentId::new);
        if (!record.has("vectors")) {
            record.wrong("vectors", "is missing");
        }
        Map<String, float[]> vectors = record.vectors("vectors");
        record.check();
        return new ContentVectors(Objects.requireNonNull(id), vectors);
    }

    /** Parses an item. Items have no author; such a field is kept as an unknown field. */
    public static Item item(JsonNode json, Consumer<Conversion> conversions) {
        JsonRecord record = JsonRecord.of(json, conversions);
        ItemId id = record.requiredId("item_id", ItemId::new);
        Description description = description(record, CategoryPath.Domain.ITEM, null);
        record.check();
        return new Item(Objects.requireNonNull(id), description);
    }

    /** Parses a user. Unknown fields are added to the profile; the profile's own fields take precedence. */
    public static User user(JsonNode json, Consumer<Conversion> conversions) {
        JsonRecord record = JsonRecord.of(json, conversions);
        UserId id = record.requiredId("user_id", UserId::new);
        Map<String, Object> declared = record.object("profile").rest();
        List<UserId> follows = record.ids("follows", UserId::new);
        List<UserId> blocks = record.ids("blocks", UserId::new);
        List<TagName> mutes = record.tags("mutes", TagName::new);
        Map<String, Object> profile = new LinkedHashMap<>(record.rest());
        profile.putAll(declared);
        record.check();
        return new User(Objects.requireNonNull(id), profile, follows, blocks, mutes);
    }

    /** Parses a category with its counterpart in the other domain. */
    public static CategoryRecord category(JsonNode json, Consumer<Conversion> conversions) {
        JsonRecord record = JsonRecord.of(json, conversions);
        CategoryPath.Domain domain = record.constant("domain", CategoryPath.Domain.class);
        CategoryPath.Domain own = domain == null ? CategoryPath.Domain.CONTENT : domain;
        List<String> path = path(record, "category", own);
        if (!record.has("category")) {
            record.wrong("category", "is missing");
        }
        List<String> mapsTo = path(record, "maps_to", own.other());
        record.check();
        if (path.isEmpty()) {
            record.wrong("category", "is an empty path");
            record.check();
        }
        return new CategoryRecord(new CategoryPath(own, path), mapsTo);
    }

    /** Parses a tag with its parent. */
    public static TagRecord tag(JsonNode json, Consumer<Conversion> conversions) {
        JsonRecord record = JsonRecord.of(json, conversions);
        TagName tag = record.required("tag", TagName::new);
        TagName parent = record.optional("parent", TagName::new);
        if (tag != null && tag.equals(parent)) {
            record.wrong("parent", "is the tag itself");
        }
        List<String> synonyms = record.tags("synonyms", CatalogueFormat::notBlank);
        record.check();
        return new TagRecord(Objects.requireNonNull(tag), parent, synonyms);
    }

    private static Description description(JsonRecord record, CategoryPath.Domain domain, @Nullable UserId author) {
        String title = unlessBlank(record.text("title"));
        String text = unlessBlank(record.text("description"));
        List<List<String>> categories = categories(record, domain);
        Map<String, List<String>> attributes = record.lists("attributes",
                (name, value) -> new AttributeValue(name, value).value());
        List<String> tags = record.tags("tags", tag -> new TagName(tag).key());
        Instant publishedAt = record.time("published_at", true);
        Instant expiresAt = record.time("expires_at", true);
        Description.Status status = record.constant("status", Description.Status.class);
        Map<String, float[]> vectors = record.vectors("vectors");
        JsonRecord mediaFields = record.object("media");
        Description.Media media = media(mediaFields);
        Map<String, Object> extra = new LinkedHashMap<>(record.rest());
        mediaFields.rest().forEach((name, value) -> extra.put("media_" + name, value));
        return new Description(title, text, categories.isEmpty() ? List.of() : categories.getFirst(), attributes, tags,
                author, publishedAt, expiresAt,
                status == null ? Description.Status.ACTIVE : status, media, vectors, extra,
                categories.isEmpty() ? List.of() : categories.subList(1, categories.size()));
    }

    private static Description.Media media(JsonRecord record) {
        return new Description.Media(record.optional("cover", CatalogueFormat::relative),
                record.list("frames", CatalogueFormat::relative), record.optional("video", CatalogueFormat::relative),
                record.optional("audio", CatalogueFormat::relative));
    }

    /** Parses the distinct category paths of fields {@code category} and {@code categories}, in this order. */
    private static List<List<String>> categories(JsonRecord record, CategoryPath.Domain domain) {
        Set<List<String>> paths = new LinkedHashSet<>();
        record.paths("category").forEach(levels -> paths.add(path(record, "category", levels, domain)));
        record.pathList("categories").forEach(levels -> paths.add(path(record, "categories", levels, domain)));
        paths.remove(List.of());
        return List.copyOf(paths);
    }

    private static List<String> path(JsonRecord record, String field, CategoryPath.Domain domain) {
        List<List<String>> paths = record.paths(field);
        if (paths.size() > 1) {
            record.wrong(field, "is " + paths.size() + " paths, expected one");
        }
        return paths.isEmpty() ? List.of() : path(record, field, paths.getFirst(), domain);
    }

    /** Parses a category path. The levels are validated together because they form one key. Levels may repeat. */
    private static List<String> path(
            JsonRecord record, String field, List<String> levels, CategoryPath.Domain domain) {
        List<String> path = levels.isEmpty()
                ? levels
                : record.make(field, () -> new CategoryPath(domain, levels).path());
        return path == null ? List.of() : path;
    }

    private static String relative(String path) {
        notBlank(path);
        if (path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("contains the control character U+0000");
        }
        if (path.startsWith("/") || List.of(path.split("[/\\\\]", -1)).contains("..")) {
            throw new IllegalArgumentException("is '" + path + "', expected a path within the data-set folder");
        }
        return path;
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        return text;
    }

    private static @Nullable String unlessBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
