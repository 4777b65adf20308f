package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordMapping;
import io.graphrecall.loaders.source.RecordSource;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adapter for <a href="https://kuaisar.github.io/">KuaiSAR</a>: the recommendation log ({@code rec_inter.csv}) and
 * search log ({@code src_inter.csv}) of a short-video platform, its users ({@code user_features.csv},
 * {@code social_network.csv}) and videos ({@code item_features.csv}). Words are anonymised. Their numbers, separated by
 * spaces, are used as titles and queries.
 */
final class KuaiSar implements Adapter {

    private static final Pattern WORDS = Pattern.compile("[\\[\\],\\s]+");
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2}).*");
    private static final Set<String> CONTENT_TYPES = Set.of("VIDEO", "IMAGE_ATLAS");
    private static final Set<String> EMPTY_VALUES = Set.of("", "空", "empty", "0");
    private static final List<String> LEVELS = List.of("first", "second", "third", "fourth");

    @Override
    public boolean recognises(Path folder) {
        return SourceFolders.has(folder, "rec_inter.csv") || SourceFolders.has(folder, "src_inter.csv");
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        return new FolderSources(folder)
                .add(RecordKind.USERS, "user_features.csv", file -> RecordSource
                        .rows(file, Dialect.CSV, List.of("user_id")).flatMap(() -> withFollows(folder)))
                .add(RecordKind.CONTENTS, "item_features.csv", file -> RecordSource
                        .rows(file, Dialect.CSV, List.of("item_id")).map(KuaiSar::video))
                .add(RecordKind.EVENTS, "src_inter.csv", file -> RecordSource.rows(file, Dialect.CSV, List.of(
                        "user_id", "search_session_id", "search_session_timestamp", "keyword"))
                        .flatMap(Searches::new))
                .add(RecordKind.EVENTS, "rec_inter.csv", file -> RecordSource
                        .rows(file, Dialect.CSV, List.of("user_id", "item_id", "timestamp"))
                        .flatMap(() -> KuaiSar::interaction))
                .byKind();
    }

    /** Converts a row of the recommendation log to events. */
    private static List<ObjectNode> interaction(JsonNode json) {
        Row row = new Row(json);
        List<ObjectNode> events = new ArrayList<>();
        events.add(event(row, "impression"));
        if (row.isSet("click")) {
            ObjectNode click = event(row, "click");
            if (row.isSet("playing_time")) {
                click.put("dwell_ms", row.millis("playing_time", 1));
            }
            events.add(click);
        }
        if (row.isSet("like")) {
            events.add(event(row, "like"));
        }
        if (row.isSet("forward")) {
            events.add(event(row, "share"));
        }
        return events;
    }

    private static ObjectNode event(Row row, String action) {
        return Row.event(row.required("user_id"), action, row.required("item_id"), row.millis("timestamp", 1))
                .put("scene", "recommendation");
    }

    /**
     * Converts the search log, which has one row per result. The first row of a session also becomes the search event.
     * Uses about 16 bytes per session.
     */
    private static final class Searches implements RecordMapping {

        private final HashedCounter seenSessions = new HashedCounter();

        @Override
        public List<ObjectNode> map(JsonNode json) {
            Row row = new Row(json);
            String user = row.required("user_id");
            String id = user + "/" + row.required("search_session_id");
            String query = words(row.required("keyword"));
            long at = row.millis("search_session_timestamp", 1);
            List<ObjectNode> events = new ArrayList<>();
            if (query != null && seenSessions.add(id)) {
                events.add(Row.object().put("user_id", user).put("action", "search").put("query", query)
                        .put("timestamp", at).put("scene", "search").put("request_id", id));
            }
            String item = row.text("item_id");
            String type = row.text("item_type");
            if (item != null && (type == null || CONTENT_TYPES.contains(type))) {
                for (String action : row.isSet("click_cnt") ? List.of("impression", "click") : List.of("impression")) {
                    events.add(Row.event(user, action, item, at).put("scene", "search").put("query", query)
                            .put("request_id", id));
                }
            }
            return events;
        }
    }

    private static JsonNode video(JsonNode json) {
        Row row = new Row(json);
        ObjectNode content = Row.object().put("content_id", row.required("item_id"))
                .put("title", words(row.text("caption")));
        String author = row.text("author_id");
        if (author != null && !EMPTY_VALUES.contains(author)) {
            content.put("author", author);
        }
        ArrayNode category = content.putArray("category");
        for (String level : LEVELS) {
            String name = row.text(level + "_level_category_name");
            if (name == null || EMPTY_VALUES.contains(name)) {
                break;
            }
            category.add(name);
        }
        row.putAttributes(content, List.of("item_type", "upload_type"));
        content.put("published_at", uploaded(row.text("upload_time")));
        return content;
    }

    /** Returns the upload day as a time in Beijing, or null for the year 1970, which means unknown. */
    private static @Nullable String uploaded(@Nullable String time) {
        Matcher day = DAY.matcher(time == null ? "" : time);
        return day.matches() && !"1970".equals(day.group(1))
                ? "%s-%02d-%02dT00:00:00+08:00".formatted(day.group(1), Integer.parseInt(day.group(2)),
                        Integer.parseInt(day.group(3)))
                : null;
    }

    /** Converts a list of word numbers to text, or returns null if it is empty. */
    private static @Nullable String words(@Nullable String list) {
        String words = WORDS.matcher(list == null ? "" : list).replaceAll(" ").strip();
        return words.isEmpty() ? null : words;
    }

    /** Maps users and adds the users they follow, which are held in memory during the reading. */
    private static RecordMapping withFollows(Path folder) {
        Map<String, Set<String>> follows = new HashMap<>();
        SourceFolders.file(folder, "social_network.csv").ifPresent(file -> SourceFolders.forEach(
                RecordSource.rows(file, Dialect.CSV, List.of("user_id", "user_follow_id")), row -> {
                    String user = row.text("user_id");
                    String followed = row.text("user_follow_id");
                    if (user != null && followed != null) {
                        follows.computeIfAbsent(user, absent -> new LinkedHashSet<>()).add(followed);
                    }
                }));
        return json -> {
            ObjectNode user = new Row(json).user();
            ArrayNode followed = user.putArray("follows");
            follows.getOrDefault(user.get("user_id").textValue(), Set.of()).forEach(followed::add);
            return List.of(user);
        };
    }
}
