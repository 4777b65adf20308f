package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Adapter for <a href="https://kuairand.com/">KuaiRand</a> in its three sizes: {@code log_*.csv},
 * {@code video_features_basic_*.csv} and {@code user_features_*.csv}. A row of a log is an impression and one event for each
 * kind of feedback. A click has its play time as dwell time.
 */
final class KuaiRand implements Adapter {

    private static final Pattern LOG = Pattern.compile("log_(standard|random)_.*\\.csv(\\.gz)?");
    private static final Pattern VIDEOS = Pattern.compile("video_features_basic_.*\\.csv(\\.gz)?");
    private static final Pattern USERS = Pattern.compile("user_features_.*\\.csv(\\.gz)?");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final List<String> PROPERTIES = List.of("video_type", "upload_type", "music_type");

    /** Column of each kind of feedback, with its action. */
    private static final Map<String, String> FEEDBACK = new LinkedHashMap<>();

    static {
        FEEDBACK.put("is_click", "click");
        FEEDBACK.put("is_like", "like");
        FEEDBACK.put("is_comment", "comment");
        FEEDBACK.put("is_forward", "share");
        FEEDBACK.put("is_hate", "dislike");
    }

    @Override
    public boolean recognises(Path folder) {
        return !files(folder, LOG).isEmpty();
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        return new FolderSources(folder)
                .add(RecordKind.USERS, files(folder, USERS), file -> RecordSource
                        .rows(file, Dialect.CSV, List.of("user_id")).map(json -> new Row(json).user()))
                .add(RecordKind.CONTENTS, files(folder, VIDEOS), file -> RecordSource
                        .rows(file, Dialect.CSV, List.of("video_id")).map(KuaiRand::video))
                .add(RecordKind.EVENTS, files(folder, LOG), file -> RecordSource
                        .rows(file, Dialect.CSV, List.of("user_id", "video_id", "time_ms", "is_click"))
                        .flatMap(() -> KuaiRand::events))
                .byKind();
    }

    private static List<Path> files(Path folder, Pattern name) {
        return SourceFolders.files(folder, name.asMatchPredicate());
    }

    private static List<ObjectNode> events(JsonNode json) {
        Row row = new Row(json);
        List<ObjectNode> events = new ArrayList<>();
        events.add(event(row, "impression"));
        FEEDBACK.forEach((column, action) -> {
            if (row.isSet(column)) {
                events.add(event(row, action));
            }
        });
        if (row.isSet("is_click") && row.isSet("play_time_ms")) {
            events.get(1).put("dwell_ms", row.millis("play_time_ms", 1));
        }
        return events;
    }

    private static ObjectNode event(Row row, String action) {
        ObjectNode event = Row.event(
                row.required("user_id"), action, row.required("video_id"), row.millis("time_ms", 1));
        String tab = row.text("tab");
        return tab == null ? event : event.put("scene", "tab " + tab);
    }

    private static JsonNode video(JsonNode json) {
        Row row = new Row(json);
        ObjectNode content = Row.object().put("content_id", row.required("video_id")).put("author",
                row.text("author_id"));
        String tags = row.text("tag");
        if (tags != null) {
            COMMA.splitAsStream(tags).map(String::strip).filter(tag -> !tag.isEmpty())
                    .forEach(content.putArray("tags")::add);
        }
        row.putAttributes(content, PROPERTIES);
        String day = row.text("upload_dt");
        if (day != null && day.matches("\\d{4}-\\d\\d-\\d\\d")) {
            content.put("published_at", day + "T00:00:00+08:00");
        }
        return content;
    }
}
