package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.RecordMapping;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.loaders.source.Tally;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * <a href="https://kuaisar.github.io/">KuaiSAR</a>: the recommendation log ({@code rec_inter.csv}) and the search log
 * ({@code src_inter.csv}) of one short-video platform, its users ({@code user_features.csv}, {@code social_network.csv})
 * and videos ({@code item_features.csv}). Words are anonymised there; their numbers, with spaces between them, are titles
 * and queries.
 */
final class KuaiSar implements Adapter {

    private static final Pattern WORDS = Pattern.compile("[\\[\\],\\s]+");
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2}).*");
    private static final Set<String> CONTENT_TYPES = Set.of("VIDEO", "IMAGE_ATLAS");
    private static final Set<String> NO_CATEGORY = Set.of("", "空", "empty", "0");
    private static final List<String> LEVELS = List.of("first", "second", "third", "fourth");

    @Override
    public boolean recognises(Path folder) {
        return SourceFolders.has(folder, "rec_inter.csv") || SourceFolders.has(folder, "src_inter.csv");
    }

    @Override
    public Map<DataFile, List<RecordSource>> sources(Path folder) {
        Map<DataFile, List<RecordSource>> sources = new EnumMap<>(DataFile.class);
        SourceFolders.file(folder, "user_features.csv").ifPresent(file -> sources.put(DataFile.USERS,
                List.of(RecordSource.rows(file, Dialect.CSV, List.of("user_id")).expanded(() -> following(folder)))));
        SourceFolders.file(folder, "item_features.csv").ifPresent(file -> sources.put(DataFile.CONTENTS,
                List.of(RecordSource.rows(file, Dialect.CSV, List.of("item_id")).with(KuaiSar::video))));
        List<RecordSource> events = new ArrayList<>();
        SourceFolders.file(folder, "src_inter.csv").ifPresent(file -> events
                .add(RecordSource.rows(file, Dialect.CSV, List.of("user_id", "search_session_id", "keyword"))
                        .expanded(Searches::new)));
        SourceFolders.file(folder, "rec_inter.csv").ifPresent(file -> events
                .add(RecordSource.rows(file, Dialect.CSV, List.of("user_id", "item_id", "timestamp"))
                        .expanded(() -> KuaiSar::shown)));
        if (!events.isEmpty()) {
            sources.put(DataFile.EVENTS, events);
        }
        return sources;
    }

    /** What became of a video in the feed. */
    private static List<ObjectNode> shown(JsonNode json) {
        Row row = new Row(json);
        List<ObjectNode> events = new ArrayList<>();
        events.add(shown(row, "impression"));
        if (row.isSet("click")) {
            ObjectNode click = shown(row, "click");
            if (row.isSet("playing_time")) {
                click.put("dwell_ms", row.millis("playing_time", 1));
            }
            events.add(click);
        }
        if (row.isSet("like")) {
            events.add(shown(row, "like"));
        }
        if (row.isSet("forward")) {
            events.add(shown(row, "share"));
        }
        return events;
    }

    private static ObjectNode shown(Row row, String action) {
        return Row.event(row.required("user_id"), action, row.required("item_id"), row.millis("timestamp", 1))
                .put("scene", "recommendation");
    }

    /**
     * One reading of the search log, which has a row for each result; the first row of a session tells the search as
     * well. Remembers some sixteen bytes of each session.
     */
    private static final class Searches implements RecordMapping {

        private final Tally told = new Tally();

        @Override
        public List<ObjectNode> map(JsonNode json) {
            Row row = new Row(json);
            String user = row.required("user_id");
            String id = user + "/" + row.required("search_session_id");
            String query = words(row.required("keyword"));
            long at = row.millis("search_session_timestamp", 1);
            List<ObjectNode> events = new ArrayList<>();
            if (query != null && told.add(id)) {
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
        if (author != null && !NO_CATEGORY.contains(author)) {
            content.put("author", author);
        }
        ArrayNode category = content.putArray("category");
        for (String level : LEVELS) {
            String name = row.text(level + "_level_category_name");
            if (name == null || NO_CATEGORY.contains(name)) {
                break;
            }
            category.add(name);
        }
        ObjectNode attributes = content.putObject("attributes");
        for (String property : List.of("item_type", "upload_type")) {
            String value = row.text(property);
            if (value != null && !value.isBlank()) {
                attributes.putArray(property).add(value);
            }
        }
        content.put("published_at", uploaded(row.text("upload_time")));
        return content;
    }

    /** A day in Beijing; 1970 stands for unknown. */
    private static @Nullable String uploaded(@Nullable String time) {
        Matcher day = DAY.matcher(time == null ? "" : time);
        return day.matches() && !"1970".equals(day.group(1))
                ? "%s-%02d-%02dT00:00:00+08:00".formatted(day.group(1), Integer.parseInt(day.group(2)),
                        Integer.parseInt(day.group(3)))
                : null;
    }

    /** Numbers of words, a list there, as a text; null where there are none. */
    private static @Nullable String words(@Nullable String list) {
        String words = WORDS.matcher(list == null ? "" : list).replaceAll(" ").strip();
        return words.isEmpty() ? null : words;
    }

    /** Users with whom they follow; these are held in memory while the users are read. */
    private static RecordMapping following(Path folder) {
        Map<String, Set<String>> follows = new HashMap<>();
        SourceFolders.file(folder, "social_network.csv").ifPresent(file -> SourceFolders.forEach(
                RecordSource.rows(file, Dialect.CSV, List.of("user_id", "user_follow_id")), row -> {
                    String user = row.text("user_id");
                    String followed = row.text("user_follow_id");
                    if (user != null && followed != null) {
                        follows.computeIfAbsent(user, none -> new LinkedHashSet<>()).add(followed);
                    }
                }));
        return json -> {
            ObjectNode user = Row.object().put("user_id", new Row(json).required("user_id"));
            ObjectNode profile = user.putObject("profile");
            json.properties().stream().filter(field -> !field.getKey().equals("user_id"))
                    .forEach(field -> profile.set(field.getKey(), field.getValue()));
            ArrayNode followed = user.putArray("follows");
            follows.getOrDefault(user.get("user_id").textValue(), Set.of()).forEach(followed::add);
            return List.of(user);
        };
    }
}
