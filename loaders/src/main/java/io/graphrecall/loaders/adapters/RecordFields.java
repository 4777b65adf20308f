package io.graphrecall.loaders.adapters;

import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.source.RecordKind;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of the fields of each kind of records. */
public final class RecordFields {

    static final String CATEGORY = "category";
    /** Name of a field with one level of the category of a content or item. */
    static final Pattern LEVEL = Pattern.compile(CATEGORY + "\\.[1-9]");
    /** Dwell time in seconds, which becomes milliseconds. Only a column that is mapped to it is read as such. */
    static final String DWELL_SECONDS = "dwell_seconds";

    /** Fields that both contents and items have. */
    private static final Set<String> DESCRIPTION = Set.of("title", "description", "category", "categories",
            "attributes", "tags", "published_at", "expires_at", "status", "media", "vectors");

    private static final Map<RecordKind, Set<String>> FIELDS = Arrays.stream(RecordKind.values())
            .collect(Collectors.toMap(Function.identity(), RecordFields::fields));

    private RecordFields() {}

    /** Returns the fields of a kind of records. A field of an object is not among them. */
    static Set<String> of(RecordKind kind) {
        return FIELDS.getOrDefault(kind, Set.of());
    }

    /** Returns the fields that every record needs. */
    static List<String> required(RecordKind kind) {
        return switch (kind) {
            case TAGS -> List.of("tag");
            case CATEGORIES -> List.of("category");
            case USERS -> List.of("user_id");
            case CONTENTS, VECTORS -> List.of("content_id");
            case ITEMS -> List.of("item_id");
            case EVENTS -> List.of("user_id", "action", "timestamp");
        };
    }

    /**
     * Returns true if a kind of records has a field. A field of an object is named {@code attributes.brand}, a level of the
     * category {@code category.1}.
     */
    public static boolean isField(RecordKind kind, String name) {
        if (LEVEL.matcher(name).matches()) {
            return kind == RecordKind.CONTENTS || kind == RecordKind.ITEMS;
        }
        int dot = name.indexOf('.');
        String outer = FlatRecord.outer(name);
        return of(kind).contains(outer)
                && (dot < 0 || (FlatRecord.OBJECTS.contains(outer) && dot < name.length() - 1));
    }

    private static Set<String> fields(RecordKind kind) {
        return switch (kind) {
            case TAGS -> CatalogueFormat.TAG_FIELDS;
            case CATEGORIES -> CatalogueFormat.CATEGORY_FIELDS;
            case USERS -> CatalogueFormat.USER_FIELDS;
            case CONTENTS -> with(DESCRIPTION, "content_id", "author");
            case ITEMS -> with(DESCRIPTION, "item_id");
            case VECTORS -> Set.of("content_id", "vector");
            case EVENTS -> with(EventFormat.FIELDS, DWELL_SECONDS);
        };
    }

    private static Set<String> with(Set<String> fields, String... others) {
        Set<String> all = new HashSet<>(fields);
        all.addAll(List.of(others));
        return all;
    }
}
