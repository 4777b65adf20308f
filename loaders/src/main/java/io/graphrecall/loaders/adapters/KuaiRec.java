package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordMapping;
import io.graphrecall.loaders.source.RecordSource;

import java.math.BigDecimal;
import java.nio.file.Path;
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

    private static final String BIG = "big_matrix.csv";
    private static final String SMALL = "small_matrix.csv";
    private static final String CAPTIONS = "kuairec_caption_category.csv";
    private static final BigDecimal PLAYED = new BigDecimal("0.5");
    private static final Pattern LIST = Pattern.compile("[\\[\\],\\s]+");
    private static final Set<String> UNKNOWN = Set.of("UNKNOWN", "-124", "");
    private static final List<String> LEVELS = List.of("first", "second", "third");

    @Override
    public boolean recognises(Path folder) {
        return SourceFolders.has(folder, BIG) || SourceFolders.has(folder, SMALL);
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        boolean hasCaptions = SourceFolders.has(folder, CAPTIONS);
        return new FolderSources(folder)
                .add(RecordKind.USERS, "user_features.csv", file -> RecordSource
                        .rows(file, Dialect.CSV, List.of("user_id")).flatMap(() -> withFriends(folder)))
                .add(RecordKind.CONTENTS, hasCaptions ? CAPTIONS : "item_categories.csv", file -> RecordSource
                        .rows(file, Dialect.CSV, List.of("video_id", hasCaptions ? "caption" : "feat"))
                        .map(hasCaptions ? KuaiRec::captioned : KuaiRec::numbered))
                .add(RecordKind.EVENTS, SourceFolders.has(folder, BIG) ? BIG : SMALL, file -> RecordSource.rows(
                        file, Dialect.CSV, List.of("user_id", "video_id", "play_duration", "watch_ratio", "timestamp"))
                        .map(KuaiRec::play))
                .byKind();
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

    /** Maps users and adds their friends, which are held in memory during the reading. */
    private static RecordMapping withFriends(Path folder) {
        Map<String, List<String>> friends = new HashMap<>();
        SourceFolders.file(folder, "social_network.csv").ifPresent(file -> SourceFolders.forEach(
                RecordSource.rows(file, Dialect.CSV, List.of("user_id", "friend_list")),
                row -> friends.put(row.required("user_id"), elements(row, "friend_list").toList())));
        return json -> {
            ObjectNode user = new Row(json).user();
            friends.getOrDefault(user.get("user_id").textValue(), List.of()).forEach(user.putArray("follows")::add);
            return List.of(user);
        };
    }

    private static String text(Row row, String field) {
        String text = row.text(field);
        return text == null || UNKNOWN.contains(text.strip()) ? "" : text.strip();
    }

    private static Stream<String> elements(Row row, String field) {
        return LIST.splitAsStream(text(row, field)).filter(element -> !element.isEmpty()).distinct();
    }
}
