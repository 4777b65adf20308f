package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordMapping;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Adapter for <a href="https://msnews.github.io/">MIND</a>: {@code news.tsv} and {@code behaviors.tsv}. An article
 * becomes a content. Each line of behaviour is a request: every shown article becomes an impression, every clicked one
 * also a click. A user's history has no times. Its clicks are taken from the user's first line and placed one minute
 * apart before the start of the log.
 */
final class Mind implements Adapter {

    /** First day of the log; histories come from the four weeks before (Wu et al., ACL 2020). */
    private static final Instant LOG_START = Instant.parse("2019-11-09T00:00:00Z");
    private static final Duration HISTORY_INTERVAL = Duration.ofMinutes(1);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US);
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Dialect NEWS = Dialect.plain("\t", StandardCharsets.UTF_8, "id", "category", "subcategory",
            "title", "abstract", "url", "title_entities", "abstract_entities");
    private static final Dialect BEHAVIORS = Dialect.plain("\t", StandardCharsets.UTF_8, "impression_id", "user_id",
            "time", "history", "impressions");

    @Override
    public boolean recognises(Path folder) {
        return SourceFolders.has(folder, "behaviors.tsv") || SourceFolders.has(folder, "news.tsv");
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        return new FolderSources(folder)
                .add(RecordKind.CONTENTS, "news.tsv",
                        file -> RecordSource.rows(file, NEWS, List.of()).map(Mind::article))
                .add(RecordKind.EVENTS, "behaviors.tsv",
                        file -> RecordSource.rows(file, BEHAVIORS, List.of()).flatMap(Behaviour::new))
                .byKind();
    }

    private static JsonNode article(JsonNode json) {
        Row row = new Row(json);
        ObjectNode content = Row.object().put("content_id", row.required("id")).put("title", row.text("title"))
                .put("description", row.text("abstract")).put("url", row.text("url"));
        ArrayNode category = content.putArray("category");
        for (String level : List.of("category", "subcategory")) {
            String name = row.text(level);
            if (name != null && !name.isBlank()) {
                category.add(name);
            }
        }
        Set<String> entities = new LinkedHashSet<>();
        for (String field : List.of("title_entities", "abstract_entities")) {
            entities(field, row.text(field)).forEach(entity -> entities.add(entity.path("Label").asText()));
        }
        ArrayNode tags = content.putArray("tags");
        entities.stream().filter(entity -> !entity.isBlank()).forEach(tags::add);
        return content;
    }

    private static Iterable<JsonNode> entities(String field, @Nullable String json) {
        try {
            return json == null ? List.of() : StrictJson.parse(json);
        } catch (InvalidRecordException e) {
            throw Row.wrong(field, String.valueOf(e.getMessage()));
        }
    }

    /** Converts the behaviour log. Uses about 16 bytes per user whose history was converted. */
    private static final class Behaviour implements RecordMapping {

        private final HashedCounter seenUsers = new HashedCounter();

        @Override
        public List<ObjectNode> map(JsonNode json) {
            Row row = new Row(json);
            String user = row.required("user_id");
            Instant at = time(row.required("time"));
            String request = row.required("impression_id");
            List<ObjectNode> events = new ArrayList<>();
            String history = row.text("history");
            if (history != null && seenUsers.add(user)) {
                history(user, at, SPACES.split(history.strip()), events);
            }
            for (String shown : SPACES.split(row.required("impressions").strip())) {
                int label = shown.lastIndexOf('-');
                String article = label < 0 ? shown : shown.substring(0, label);
                events.add(event(user, "impression", article, at).put("request_id", request));
                if (shown.endsWith("-1")) {
                    events.add(event(user, "click", article, at).put("request_id", request));
                }
            }
            return events;
        }

        private static void history(String user, Instant at, String[] articles, List<ObjectNode> events) {
            Instant end = at.isBefore(LOG_START) ? at : LOG_START;
            for (int i = 0; i < articles.length; i++) {
                Instant clicked = end.minus(HISTORY_INTERVAL.multipliedBy(articles.length - (long) i));
                events.add(event(user, "click", articles[i], clicked));
            }
        }

        private static ObjectNode event(String user, String action, String article, Instant at) {
            return Row.event(user, action, article, at.toEpochMilli());
        }

        private static Instant time(String text) {
            try {
                return LocalDateTime.parse(text.strip(), TIME).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException e) {
                throw Row.wrong("time", "is '" + text + "', expected a time like 11/15/2019 8:55:22 AM");
            }
        }
    }
}
