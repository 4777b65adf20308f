package io.graphrecall.service.http;

import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.channel.Deadline;
import io.graphrecall.service.filter.UnknownValues.UnknownValue;
import io.graphrecall.service.http.RecallRequestParser.ParsedRecall;
import io.graphrecall.service.pipeline.Degradation;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.RecallResult;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Runs recall requests for the recall endpoints: parse, wait for {@code min_seq}, recall, explain, render. Thread-safe. */
record RecallHandler(
        RecallRequestParser parser, ServiceParts parts, Duration minSeqTimeout, ServiceMetrics metrics) {

    /** A result with what its response says. */
    private record Explained(
            String requestId, RecallResult result, Detail detail, IncludedFields include, ResultFacts facts,
            ResultPaths paths, List<UnknownValue> unknown, Set<Degradation> degradations) {

        Buffer json() {
            return RecallResultWriter.write(requestId, result, detail, include, facts, paths, unknown, degradations);
        }
    }

    /**
     * A recall after its wait for {@code min_seq}.
     *
     * @param request      with the rest of its timeout
     * @param pipeline     over a snapshot with the changes that the recall waited for
     * @param degradations of the wait and of the graph
     */
    private record PreparedRecall(
            ParsedRecall recall, RecallRequest request, RecallPipeline pipeline, Set<Degradation> degradations) {}

    Reply recall(ApiRequest request, RecallRequestBody body) {
        return Reply.json(200, recall(request.id(), prepare("", parser.parse(request, body))).json());
    }

    /**
     * Runs the requests of a batch in order and streams their results. The id of each is the batch's id, a hyphen and its
     * index. Waits for every {@code min_seq} first.
     */
    Reply recallAll(ApiRequest request, RecallRequestBody.Batch batch) {
        List<ParsedRecall> parsed = parser.parse(request, batch);
        request.charge().accept(parsed.size() - 1);
        List<PreparedRecall> recalls = new ArrayList<>();
        for (ParsedRecall recall : parsed) {
            recalls.add(prepare("/requests/" + recalls.size(), recall));
        }
        return Reply.stream(new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next <= recalls.size();
            }

            /** Returns the result of a request, or the end of the document. */
            @Override
            public Buffer next() {
                int index = next++;
                Buffer part = Buffer.buffer(index == 0 ? "{\"answers\":[" : "");
                if (index == recalls.size()) {
                    return part.appendString("]}");
                }
                part.appendString(index == 0 ? "" : ",");
                String id = request.id() + "-" + index;
                RequestIds.logged(id, () -> part.appendBuffer(recall(id, recalls.get(index)).json()));
                return part;
            }
        });
    }

    /** Explains the outcome of a content in a recall, which neither metrics nor the feedback log count. */
    Reply explain(ApiRequest request, ExplainRequestBody body) {
        String id = body.own().contentId();
        FieldErrors errors = new FieldErrors();
        ContentId content = id == null ? null : errors.value("/content_id", () -> new ContentId(id));
        if (id == null) {
            errors.add("/content_id", "is missing");
        }
        ParsedRecall parsed = errors.value("", () -> parser.parse(request, body.recall()));
        errors.check();
        PreparedRecall prepared = prepare("", Objects.requireNonNull(parsed));
        return Reply.ok(parts.explainer().explain(
                prepared.pipeline(), prepared.request(), body.own().requestId(), Objects.requireNonNull(content),
                prepared.degradations()));
    }

    /**
     * Waits for {@code min_seq}, and opens the generation of the recall afterwards. The wait counts for the timeout of the
     * request.
     *
     * @throws InvalidRecordException if the recall refuses values that no content has
     */
    private PreparedRecall prepare(String pointer, ParsedRecall recall) {
        Set<Degradation> degradations = EnumSet.noneOf(Degradation.class);
        RecallRequest request = recall.request();
        long minSeq = recall.minSeq();
        if (minSeq > 0) {
            Duration timeout = Objects.requireNonNullElse(request.timeout(), minSeqTimeout);
            Deadline deadline = Deadline.in(timeout);
            Duration limit = timeout.compareTo(minSeqTimeout) < 0 ? timeout : minSeqTimeout;
            degradable(degradations, Degradation.CLUSTER, minSeq, () -> {
                parts.snapshots().await(minSeq, limit);
                return minSeq;
            });
            if (request.timeout() != null) {
                request = request.within(Duration.ofNanos(Math.max(1, deadline.remainingNanos())));
            }
        }
        RecallPipeline pipeline = parser.pipeline(recall.generation());
        if (recall.refuses()) {
            FieldErrors errors = new FieldErrors();
            recall.unknown(pipeline.snapshot()).forEach(unknown -> errors.add(
                    pointer + unknown.pointer(), "is '" + unknown.value() + "', which no content has"));
            errors.check();
        }
        if (parts.snapshots().continuity().problem() != null) {
            degradations.add(Degradation.GRAPH);
        }
        return new PreparedRecall(recall, request, pipeline, degradations);
    }

    private Explained recall(String requestId, PreparedRecall prepared) {
        ParsedRecall recall = prepared.recall();
        Set<Degradation> degradations = prepared.degradations();
        RecallResult result = prepared.pipeline().recall(prepared.request(), requestId);
        IncludedFields include = recall.include();
        ResultFacts facts = degradable(degradations, Degradation.GRAPH, ResultFacts.NONE,
                () -> ResultFacts.of(result, include, parts.catalogue()));
        Detail detail = recall.detail();
        ResultPaths paths = detail == Detail.REASONS
                ? degradable(degradations, Degradation.GRAPH, ResultPaths.NONE,
                        () -> ResultPaths.of(result, parts.explainer()))
                : ResultPaths.NONE;
        degradations.addAll(result.degradations());
        String id = recall.generation() == null
                ? counted(requestId, recall.request().user(), result, degradations)
                : requestId;
        return new Explained(id, result, detail, include, facts, paths,
                recall.unknown(result.query().snapshot()), degradations);
    }

    /** Counts an answer. Returns the id under which it is remembered. */
    private String counted(
            String requestId, @Nullable UserId user, RecallResult result, Set<Degradation> degradations) {
        metrics.recalled(result.variant() == null ? result.scene() : result.variant());
        degradations.forEach(metrics::degraded);
        String id = parts.clicks().answered(requestId, result);
        if (user != null) {
            parts.feedback().answered(id, user.key(), result);
        }
        return id;
    }

    /**
     * Runs a step that the result can do without if the graph or a member of the cluster does not respond.
     *
     * @param cause   the degradation if the circuit of the graph is closed
     * @param without outcome of a step that failed
     */
    private <T> T degradable(Set<Degradation> degradations, Degradation cause, T without, Supplier<T> step) {
        try {
            return step.get();
        } catch (RecallException e) {
            boolean isLate = e.code() == RecallException.Code.CONFLICT && parts.circuit().isRecovering();
            if (e.code() != RecallException.Code.UNAVAILABLE && !isLate) {
                throw e;
            }
            degradations.add(parts.circuit().isOpen() || isLate ? Degradation.GRAPH : cause);
            return without;
        }
    }
}
