package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.loaders.format.OccurrenceCounter;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.filter.Clause;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.service.state.Engagement;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parses and validates the bodies of recall requests. Reports every invalid field. Thread-safe. */
final class RecallRequestParser {

    private static final int DEFAULT_SIZE = 100;
    private static final long LONGEST_TIMEOUT_MS = 60_000;
    private static final int MOST_EVENTS = 1000;
    private static final int MOST_EXCLUDED = 10_000;
    /** Whose events a visitor's are, until the request is over. */
    private static final String VISITOR = "visitor";

    private final RecallPipeline pipeline;
    private final Set<String> scenes;
    private final EventFormats eventFormats;

    RecallRequestParser(ServiceParts parts, EventFormats eventFormats) {
        this.pipeline = parts.pipeline();
        this.scenes = parts.scenes();
        this.eventFormats = eventFormats;
    }

    /** @throws InvalidRecordException with one error per invalid field */
    RecallRequest parse(RecallRequestBody body) {
        FieldErrors errors = new FieldErrors("");
        if ((body.userId() == null) == (body.events() == null)) {
            errors.add("/user_id", "or /events is wanted, and not both");
        }
        UserId user = id("/user_id", body.userId(), UserId::new, errors);
        List<Engagement> events = body.events() == null ? List.of() : events(body.events(), errors);
        String scene = body.scene();
        if (scene != null && !scenes.contains(scene)) {
            errors.add("/scene", "is not known: there are " + sorted(scenes));
        }
        ContentId context = id("/context_content_id", body.contextContentId(), ContentId::new, errors);
        int size = body.size() == null ? DEFAULT_SIZE : body.size();
        if (size < 1 || size > RecallRequest.MAX_SIZE) {
            errors.add("/size", "is " + size + ", it must lie between 1 and " + RecallRequest.MAX_SIZE);
        }
        QueryText query = id("/query", body.query(), QueryText::new, errors);
        List<RequestedChannel> channels = channels(body.channels(), errors);
        RecallRequestBody.Filter filter = body.filter();
        List<Clause> must = clauses("/filter/must", filter == null ? null : filter.must(), errors);
        List<Clause> mustNot = clauses("/filter/must_not", filter == null ? null : filter.mustNot(), errors);
        List<String> excludedIds = body.excludeIds() == null ? List.of() : body.excludeIds();
        checkIds("/exclude_ids", excludedIds, errors);
        Blend blend = body.blend() == null ? null : blend(body.blend(), errors);
        Long timeoutMs = body.timeoutMs();
        if (timeoutMs != null && (timeoutMs < 1 || timeoutMs > LONGEST_TIMEOUT_MS)) {
            errors.add("/timeout_ms", "is " + timeoutMs + ", it must lie between 1 and " + LONGEST_TIMEOUT_MS);
        }
        if (body.minSeq() != null && body.minSeq() < 0) {
            errors.add("/min_seq", "is negative: " + body.minSeq());
        }
        errors.check();
        boolean excludeSeen = body.excludeSeen() == null || body.excludeSeen();
        return new RecallRequest(
                user, events, scene, context, size, channels, query, must, mustNot, new HashSet<>(excludedIds),
                excludeSeen, blend, timeoutMs == null ? null : Duration.ofMillis(timeoutMs), null);
    }

    private static <T> @Nullable T id(
            String pointer, @Nullable String given, Function<String, T> maker, FieldErrors errors) {
        return given == null ? null : errors.value(pointer, () -> maker.apply(given));
    }

    private List<Engagement> events(List<JsonNode> events, FieldErrors errors) {
        if (events.size() > MOST_EVENTS) {
            errors.add("/events", "has " + events.size() + " entries, at most " + MOST_EVENTS + " are allowed");
            return List.of();
        }
        EventFormat format = eventFormats.now();
        OccurrenceCounter occurrences = OccurrenceCounter.counting();
        List<Engagement> engagements = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            int order = i;
            JsonNode event = asVisitor(events.get(i));
            Engagement engagement = errors.value(
                    "/events/" + i, () -> Engagement.of(format.parse(event, order, occurrences)));
            if (engagement != null) {
                engagements.add(engagement);
            }
        }
        return engagements;
    }

    private static JsonNode asVisitor(JsonNode event) {
        return event instanceof ObjectNode fields && !fields.has("user_id")
                ? fields.deepCopy().put("user_id", VISITOR)
                : event;
    }

    private List<RequestedChannel> channels(@Nullable List<RecallRequestBody.Channel> given, FieldErrors errors) {
        if (given == null) {
            return List.of();
        }
        if (given.isEmpty()) {
            errors.add("/channels", "is empty: leave it out for the scene's channels");
        }
        Set<String> channels = Set.copyOf(pipeline.channels());
        List<RequestedChannel> requested = new ArrayList<>(given.size());
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            RecallRequestBody.Channel channel = given.get(i);
            String pointer = "/channels/" + i;
            String id = channel == null ? null : channel.id();
            if (channel == null || id == null) {
                errors.add(pointer + "/id", "is missing");
            } else if (!channels.contains(id)) {
                errors.add(pointer + "/id", "is not known: there are " + sorted(channels));
            } else if (!ids.add(id)) {
                errors.add(pointer + "/id", "is there twice");
            } else if (isOutside(channel.quota()) || isOutside(channel.min())
                    || (channel.quota() != null && channel.min() != null && channel.min() > channel.quota())) {
                errors.add(pointer, "wants 0 <= min <= quota <= " + RecallRequest.MAX_SIZE);
            } else {
                requested.add(new RequestedChannel(id, channel.quota(), channel.min()));
            }
        }
        return requested;
    }

    private static boolean isOutside(@Nullable Integer count) {
        return count != null && (count < 0 || count > RecallRequest.MAX_SIZE);
    }

    private static List<Clause> clauses(
            String pointer, @Nullable List<RecallRequestBody.Condition> conditions, FieldErrors errors) {
        if (conditions == null) {
            return List.of();
        }
        List<Clause> clauses = new ArrayList<>(conditions.size());
        for (int i = 0; i < conditions.size(); i++) {
            RecallRequestBody.Condition condition = conditions.get(i);
            Clause clause = errors.value(pointer + "/" + i, () -> clause(condition));
            if (clause != null) {
                clauses.add(clause);
            }
        }
        return clauses;
    }

    private static Clause clause(RecallRequestBody.@Nullable Condition condition) {
        if (condition == null || condition.field() == null) {
            throw new InvalidRecordException(List.of(new FieldError("/field", "is missing")));
        }
        FieldErrors errors = new FieldErrors("");
        checkIds("/any", condition.any() == null ? List.of() : condition.any(), errors);
        Instant from = errors.value("/gte", () -> Times.instant(condition.gte()));
        Instant until = errors.value("/lt", () -> Times.instant(condition.lt()));
        errors.check();
        return new Clause(condition.field(), condition.any() == null ? List.of() : condition.any(), from, until);
    }

    private static void checkIds(String pointer, List<@Nullable String> ids, FieldErrors errors) {
        if (ids.size() > MOST_EXCLUDED) {
            errors.add(pointer, "has " + ids.size() + " entries, at most " + MOST_EXCLUDED + " are allowed");
        }
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i) == null) {
                errors.add(pointer + "/" + i, "is null, a string is wanted");
            }
        }
    }

    private static @Nullable Blend blend(String name, FieldErrors errors) {
        Blend blend = Blend.ofWireName(name).orElse(null);
        if (blend == null) {
            errors.add("/blend", "is not known: there are "
                    + Arrays.stream(Blend.values()).map(Blend::wireName).collect(Collectors.joining(", ")));
        }
        return blend;
    }

    private static String sorted(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
