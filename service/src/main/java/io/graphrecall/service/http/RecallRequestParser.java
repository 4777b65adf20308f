package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.blend.Blend;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.pipeline.Degradation;
import io.graphrecall.pipeline.PreparedRecall;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.pipeline.RequestExamples;
import io.graphrecall.pipeline.filter.Clause;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.Limit;
import io.graphrecall.pipeline.filter.UnknownValues;
import io.graphrecall.pipeline.filter.UnknownValues.UnknownValue;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.schema.WireNamed;
import io.graphrecall.service.cluster.Generations;
import io.graphrecall.service.intake.EventFormats;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Parses and validates the bodies of recall requests. Types and unknown fields are checked when the JSON is read, limits
 * here, as the contract sets them. Reports every invalid field. Thread-safe.
 */
final class RecallRequestParser {

    /** Value of {@code unknown}: a value that no content has is reported, also an attribute. */
    private static final String REPORT = "report";

    private final RecallPipeline serving;
    private final Generations generations;
    private final EventFormats eventFormats;
    private final FilterSchema filters;
    private final FieldSchema batchRequests;
    private final FieldSchema schema;
    private final FieldSchema include;
    private final int maxBatchContents;

    /** @param maxBatchContents maximum sum of the sizes of the requests of a batch */
    RecallRequestParser(Contract contract, ServiceParts parts, int maxBatchContents) {
        this.serving = parts.recalls().pipeline();
        this.generations = parts.generations();
        eventFormats = parts.intake().formats();
        this.maxBatchContents = maxBatchContents;
        filters = new FilterSchema(contract);
        batchRequests = contract.schema("RecallBatch").field("requests");
        schema = contract.schema("RecallRequest");
        include = contract.schema("Include");
    }

    /**
     * A valid request.
     *
     * @param recall       with the timeout that the wait for {@code min_seq} left
     * @param generation   the generation that the request names; null for the serving one
     * @param behaviour    true if the response may say what is known of the user
     * @param include      facts about each content
     * @param unknown      values of the request that no content has
     * @param degradations of the wait and of the graph
     */
    record ParsedRecall(
            PreparedRecall recall, @Nullable GenerationId generation, Detail detail, boolean behaviour,
            IncludedFields include, List<UnknownValue> unknown, Set<Degradation> degradations) {}

    /** Waits for the {@code min_seq} of a request, so that its values are compared with what was written before. */
    interface Wait {
        /**
         * Returns the rest of a timeout; null for none.
         *
         * @param minSeq       0 for no wait
         * @param degradations gets those of the wait and of the graph
         */
        @Nullable
        Duration await(long minSeq, @Nullable Duration timeout, Set<Degradation> degradations);
    }

    /**
     * Parses the requests of a batch.
     *
     * @throws HttpException 403 as for one request
     * @throws InvalidRecordException with an error for each invalid field of each request, or if the sum of their sizes
     *         exceeds the limit
     */
    List<ParsedRecall> parse(ApiRequest request, RecallRequestBody.Batch batch, Wait wait) {
        FieldErrors errors = new FieldErrors();
        List<ParsedRecall> requests = new ArrayList<>();
        if (batch.requests() == null) {
            errors.add("/requests", "is missing");
        } else if (batchRequests.checkSize("/requests", batch.requests().size(), errors)) {
            for (int i = 0; i < batch.requests().size() && !errors.areMany(); i++) {
                RecallRequestBody body = batch.requests().get(i);
                String pointer = "/requests/" + i;
                ParsedRecall parsed = body == null ? null : errors.value(pointer, () -> parse(request, body, wait));
                if (parsed != null) {
                    requests.add(parsed);
                } else if (body == null) {
                    errors.add(pointer, "is null, expected an object");
                }
            }
        }
        errors.check();
        long contents = requests.stream().mapToLong(parsed -> parsed.recall().request().size()).sum();
        if (contents > maxBatchContents) {
            errors.add("/requests", "asks for " + contents + " contents in all, at most " + maxBatchContents
                    + " are allowed: use several batches or smaller sizes");
        }
        errors.check();
        return requests;
    }

    /**
     * Parses a request, after its wait for {@code min_seq}.
     *
     * @throws HttpException          403 if the key may not recall the scene or ask for the detail, the generation or the
     *                                user's relation to authors
     * @throws InvalidRecordException with an error for each invalid field
     * @throws RecallException        CONFLICT if the generation of the request is not open; UNAVAILABLE if none serves yet
     */
    ParsedRecall parse(ApiRequest request, RecallRequestBody body, Wait wait) {
        String scene = request.scene(body.scene());
        String detail = request.detail(body.detail(), body.explain());
        request.requireRole(body.generation() != null, "a generation");
        FieldErrors errors = new FieldErrors();
        schema.checkField("timeout_ms", body.timeoutMs(), errors);
        schema.checkField("min_seq", body.minSeq(), errors);
        Set<Degradation> degradations = EnumSet.noneOf(Degradation.class);
        Duration timeout = body.timeoutMs() == null ? null : Duration.ofMillis(body.timeoutMs());
        if (errors.isEmpty()) {
            timeout = wait.await(body.minSeq() == null ? 0 : body.minSeq(), timeout, degradations);
        }
        GenerationId generation = id("/generation", body.generation(), GenerationId::new, errors);
        RecallPipeline pipeline = generation == null ? serving : serving.over(generations.opened(generation));
        ServingSnapshot snapshot = pipeline.snapshot();
        boolean described = body.userId() != null || body.events() != null || body.positive() != null
                || body.vector() != null || body.query() != null || body.contextContentId() != null;
        if (!described || (body.userId() != null && body.events() != null)) {
            errors.add("/user_id",
                    "expected either user_id or events, [] for a visitor without any; with positive, vector, query or"
                            + " context_content_id, both may be absent");
        }
        UserId user = id("/user_id", body.userId(), UserId::new, errors);
        List<Engagement> engagements = body.events() == null ? List.of() : events(body.events(), errors);
        RequestExamples examples = examples(body, snapshot, errors);
        ContentId context = id("/context_content_id", body.contextContentId(), ContentId::new, errors);
        schema.checkField("size", body.size(), errors);
        int ofResult = body.size() == null ? schema.field("size").defaultNumber() : body.size();
        schema.checkField("offset", body.offset(), errors);
        QueryText query = id("/query", body.query(), QueryText::new, errors);
        List<RequestedChannel> requested = body.channels() == null ? List.of() : channels(body.channels(), errors);
        FieldSchema unknown = schema.field("unknown");
        if (body.unknown() != null && !unknown.allows(body.unknown())) {
            errors.add("/unknown", "is '" + body.unknown() + "', expected " + unknown.expected());
        }
        boolean reports = REPORT.equals(body.unknown());
        FilterGroup filter = filters.parse(body.filter(), true, reports, snapshot, errors);
        request.requireRole(filter.reads(Clause.RELATION), "authors by their relation to the user");
        List<String> excludedIds = schema.field("exclude_ids").strings(
                "/exclude_ids", body.excludeIds(), errors);
        Blend ofRequest = body.blend() == null ? null : WireNamed.find(Blend.class, body.blend()).orElse(null);
        if (body.blend() != null && ofRequest == null) {
            errors.add("/blend", "is '" + body.blend() + "', expected " + schema.field("blend").expected());
        }
        List<Limit> limits = body.limits() == null ? null : limits(body.limits(), reports, snapshot, errors);
        Detail ofResponse = Detail.of(detail, body.explain(), schema.field("detail"), errors);
        IncludedFields included = IncludedFields.of(body.include(), include, reports, snapshot, errors);
        // Replaces values that have their errors already, so that the others are checked too.
        boolean allChannels = body.channels() == null || requested.size() == body.channels().size();
        RecallRequest parsed = new RecallRequest(
                user, body.userId() == null ? engagements : List.of(), examples, scene, context,
                ofResult < 1 ? RecallRequest.MAX_SIZE : Math.min(ofResult, RecallRequest.MAX_SIZE),
                body.offset() == null ? null : Math.clamp(body.offset(), 0, RecallRequest.MAX_SIZE - 1),
                allChannels ? requested : List.of(), query, filter, new HashSet<>(excludedIds), body.excludeSeen(),
                body.matchQuery(), ofRequest, limits, timeout, null);
        PreparedRecall recall = errors.value("", () -> pipeline.prepare(parsed, snapshot));
        errors.check();
        List<UnknownValue> values = unknown(parsed, included, snapshot);
        if (body.unknown() != null && !reports) {
            values.forEach(value -> errors.add(value.pointer(), "is '" + value.value() + "', which no content has"));
            errors.check();
        }
        return new ParsedRecall(
                Objects.requireNonNull(recall), generation, ofResponse, request.readsBehaviour(), included, values,
                degradations);
    }

    /** Returns the values of a request that no content of a snapshot has. */
    private static List<UnknownValue> unknown(
            RecallRequest request, IncludedFields include, ServingSnapshot snapshot) {
        UnknownValues unknown = new UnknownValues(snapshot);
        unknown.checkFilter("/filter", request.filter());
        if (request.limits() != null) {
            unknown.checkLimits("/limits", request.limits());
        }
        if (request.context() != null && snapshot.contentOrdinal(request.context().key()) < 0) {
            unknown.add("/context_content_id", request.context().key());
        }
        unknown.checkContents("/positive", request.examples().positive());
        unknown.checkContents("/negative", request.examples().negative());
        for (int i = 0; i < request.events().size(); i++) {
            Engagement event = request.events().get(i);
            NodeLabel target = event.action().target();
            if (target != NodeLabel.QUERY && snapshot.features(target, event.key()) == null) {
                unknown.add("/events/" + i + "/" + EventFormat.targetField(event.action()), event.key());
            }
        }
        include.check(unknown, snapshot);
        return unknown.list();
    }

    private RequestExamples examples(RecallRequestBody body, ServingSnapshot snapshot, FieldErrors errors) {
        return new RequestExamples(
                schema.field("positive").ids("/positive", body.positive(), errors),
                schema.field("negative").ids("/negative", body.negative(), errors),
                body.vector() == null ? null : vector(body.vector(), snapshot, errors));
    }

    private static RequestExamples.@Nullable SpaceVector vector(
            RecallRequestBody.Vector vector, ServingSnapshot snapshot, FieldErrors errors) {
        float[] values = VectorParser.parse(
                "/vector/space", vector.space(), "/vector/values", vector.values(), snapshot, errors);
        return vector.space() == null || values == null
                ? null
                : new RequestExamples.SpaceVector(vector.space(), values);
    }

    private static <T> @Nullable T id(
            String pointer, @Nullable String text, Function<String, T> maker, FieldErrors errors) {
        return text == null ? null : errors.value(pointer, () -> maker.apply(text));
    }

    private List<Engagement> events(List<JsonNode> given, FieldErrors errors) {
        List<Engagement> engagements = new ArrayList<>();
        if (schema.field("events").checkSize("/events", given.size(), errors)) {
            EventFormat format = eventFormats.current();
            for (int i = 0; i < given.size(); i++) {
                int order = i;
                JsonNode event = asVisitor(given.get(i));
                Engagement engagement = errors.value(
                        "/events/" + i, () -> Engagement.of(format.parse(event, order, order, Conversion.UNREPORTED)));
                if (engagement != null) {
                    engagements.add(engagement);
                }
            }
        }
        return engagements;
    }

    private static JsonNode asVisitor(JsonNode event) {
        return event instanceof ObjectNode fields && !fields.has("user_id")
                ? fields.deepCopy().put("user_id", UserState.VISITOR.key())
                : event;
    }

    /** @param anyAttribute true to accept attributes that no content has */
    private List<Limit> limits(List<RecallRequestBody.@Nullable Limited> given, boolean anyAttribute,
            ServingSnapshot snapshot, FieldErrors errors) {
        FieldSchema limits = schema.field("limits");
        List<Limit> parsed = new ArrayList<>(given.size());
        for (int i = 0; limits.checkSize("/limits", given.size(), errors) && i < given.size(); i++) {
            RecallRequestBody.Limited limit = given.get(i);
            String pointer = "/limits/" + i;
            String field = limit == null ? null : limit.field();
            Integer max = limit == null ? null : limit.max();
            if (limit == null || field == null || max == null) {
                errors.add(pointer, "lacks field or max");
                continue;
            }
            String unknown = anyAttribute || !field.startsWith(Clause.ATTRIBUTE)
                    ? null
                    : ContentFields.error(field, List.of(), Clause.ATTRIBUTE, snapshot);
            if (unknown != null) {
                errors.add(pointer + "/field", unknown);
            }
            limits.items().field("max").checkNumber(pointer + "/max", max, errors);
            Limit valid = errors.value(pointer, () -> new Limit(field, limit.level(), max));
            if (valid != null) {
                parsed.add(valid);
            }
        }
        return parsed;
    }

    private List<RequestedChannel> channels(List<RecallRequestBody.Channel> given, FieldErrors errors) {
        FieldSchema channels = schema.field("channels");
        if (!channels.checkSize("/channels", given.size(), errors)) {
            return List.of();
        }
        FieldSchema quota = channels.items().field("quota");
        FieldSchema weight = channels.items().field("weight");
        List<RequestedChannel> requested = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            RecallRequestBody.Channel channel = given.get(i);
            String pointer = "/channels/" + i;
            if (channel == null || channel.id() == null) {
                errors.add(pointer + "/id", "is missing");
                continue;
            }
            quota.checkNumber(pointer + "/quota", channel.quota(), errors);
            quota.checkNumber(pointer + "/min", channel.min(), errors);
            weight.checkNumber(pointer + "/weight", channel.weight(), errors);
            requested.add(new RequestedChannel(channel.id(), channel.quota(), channel.min(), channel.weight()));
        }
        return requested;
    }
}
