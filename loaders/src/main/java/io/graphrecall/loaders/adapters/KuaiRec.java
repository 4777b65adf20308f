package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Adapter for <a href="https://kuairec.com/">KuaiRec</a>: {@code big_matrix.csv}, or else {@code small_matrix.csv},
 * {@code kuairec_caption_category.csv}, or else {@code item_categories.csv}, {@code user_features.csv} and
 * {@code social_network.csv}. A play of at least half of a video is a play, a shorter one a skip. Both have their dwell
 * time.
 */
final class KuaiRec implements Adapter {

    private static final BigDecimal PLAYED = new BigDecimal("0.5");
    private static final Pattern LIST = Pattern.compile("[\\[\\],\\s]+");
    private static final Set<String> UNKNOWN = Set.of("UNKNOWN", "-124", "");
    private static final List<String> LEVELS = List.of("first", "second", "third");

    @Override
    public boolean recognises(Path folder) {
        return SourceFolders.has(folder, "big_matrix.csv") || SourceFolders.has(folder, "small_matrix.csv");
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        Map<RecordKind, List<RecordSource>> sources = new EnumMap<>(RecordKind.class);
        SourceFolders.file(folder, "user_features.csv").ifPresent(file -> sources.put(RecordKind.USERS, List.of(
                RecordSource.rows(file, Dialect.CSV, List.of("user_id")).flatMap(() -> {
                    Map<String, List<String>> friends = friends(folder);
                    return json -> List.of(user(json, friends));
                }))));
        SourceFolders.file(folder, "item_categories.csv").ifPresent(file -> sources.put(RecordKind.CONTENTS, List.of(
                RecordSource.rows(file, Dialect.CSV, List.of("video_id", "feat")).map(KuaiRec::numbered))));
        SourceFolders.file(folder, "kuairec_caption_category.csv").ifPresent(file -> sources.put(RecordKind.CONTENTS,
                List.of(RecordSource.rows(file, Dialect.CSV, List.of("video_id", "caption")).map(KuaiRec::captioned))));
        Stream.of("big_matrix.csv", "small_matrix.csv").flatMap(name -> SourceFolders.file(folder, name).stream())
                .findFirst().ifPresent(file -> sources.put(RecordKind.EVENTS, List.of(RecordSource.rows(file,
                        Dialect.CSV, List.of("user_id", "video_id", "play_duration", "watch_ratio", "timestamp"))
                        .map(KuaiRec::play))));
        return sources;
    }

    private static JsonNode play(JsonNode json) {
        Row row = new Row(json);
        return Row.event(row.required("user_id"), row.number("watch_ratio").compareTo(PLAYED) >= 0 ? "play" : "skip",
                row.required("video_id"), row.millis("timestamp", 1000))
                .put("dwell_ms", row.millis("play_duration", 1));
    }

    private static JsonNode captioned(JsonNode json) {
        Row row = new Row(json);
        ObjectNode content = Row.object().put("content_id", row.required("video_id"));
        Stream.of("caption", "manual_cover_text").map(field -> text(row, field)).filter(text -> !text.isEmpty())
                .findFirst().ifPresent(title -> content.put("title", title));
        elements(row, "topic_tag").forEach(content.putArray("tags")::add);
        ArrayNode category = content.putArray("category");
        for (String level : LEVELS) {
            String name = text(row, level + "_level_category_name");
            if (name.isEmpty()) {
                break;
            }
            category.add(name);
        }
        return content;
    }

    private static JsonNode numbered(JsonNode json) {
        Row row = new Row(json);
        ObjectNode content = Row.object().put("content_id", row.required("video_id"));
        ArrayNode categories = content.putArray("categories");
        elements(row, "feat").forEach(number -> categories.addArray().add(number));
        return content;
    }

    private static JsonNode user(JsonNode json, Map<String, List<String>> friends) {
        ObjectNode user = new Row(json).user();
        friends.getOrDefault(user.get("user_id").textValue(), List.of()).forEach(user.putArray("follows")::add);
        return user;
    }

    /** Reads the friends of all users into memory. */
    private static Map<String, List<String>> friends(Path folder) {
        Map<String, List<String>> friends = new HashMap<>();
        SourceFolders.file(folder, "social_network.csv").ifPresent(file -> SourceFolders.forEach(
                RecordSource.rows(file, Dialect.CSV, List.of("user_id", "friend_list")),
                row -> friends.put(row.required("user_id"), elements(row, "friend_list").toList())));
        return friends;
    }

    private static String text(Row row, String field) {
        String text = row.text(field);
        return text == null || UNKNOWN.contains(text.strip()) ? "" : text.strip();
    }

    private static Stream<String> elements(Row row, String field) {
        return LIST.splitAsStream(text(row, field)).filter(element -> !element.isEmpty()).distinct();
    }
}
