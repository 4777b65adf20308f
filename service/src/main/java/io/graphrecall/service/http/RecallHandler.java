package io.graphrecall.service.http;

import io.graphrecall.pipeline.Degradation;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.explain.Explainer;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.catalogue.StoredFacts;
import io.graphrecall.service.http.RecallRequestParser.ParsedRecall;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Runs recall requests for the recall endpoints: parse, wait for {@code min_seq}, recall, explain, render. Thread-safe. */
record RecallHandler(
        RecallRequestParser parser, ServiceParts parts, Duration minSeqTimeout, ServiceMetrics metrics) {

    Reply recall(ApiRequest request, RecallRequestBody body) {
        return Reply.json(200, recall(request.id(), parser.parse(request, body, this::await)));
    }

    /**
     * Runs the requests of a batch in order and streams their results. The id of each is the batch's id, a hyphen and its
     * index. Waits for every {@code min_seq} first.
     */
    Reply recallAll(ApiRequest request, RecallRequestBody.Batch batch) {
        List<ParsedRecall> recalls = parser.parse(request, batch, this::await);
        request.charge().accept(recalls.size() - 1);
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
                RequestIds.logged(id, () -> part.appendBuffer(recall(id, recalls.get(index))));
                return part;
            }
        });
    }

    /** Explains the outcome of a content in a recall, which neither the metrics of recalls nor the feedback log count. */
    Reply explain(ApiRequest request, ExplainRequestBody body) {
        String id = body.own().contentId();
        FieldErrors errors = new FieldErrors();
        ContentId content = id == null ? null : errors.value("/content_id", () -> new ContentId(id));
        if (id == null) {
            errors.add("/content_id", "is missing");
        }
        ParsedRecall parsed = errors.value("", () -> parser.parse(request, body.recall(), this::await));
        errors.check();
        return Reply.ok(parts.recalls().explainer().explain(
                Objects.requireNonNull(parsed).recall(), body.own().requestId(), Objects.requireNonNull(content),
                parsed.degradations()));
    }

    /** Waits for {@code min_seq} as {@link RecallRequestParser.Wait}. The wait counts for the timeout of the request. */
    private @Nullable Duration await(long minSeq, @Nullable Duration timeout, Set<Degradation> degradations) {
        Duration rest = timeout;
        if (minSeq > 0) {
            Duration atMost = Objects.requireNonNullElse(timeout, minSeqTimeout);
            Deadline deadline = Deadline.in(atMost);
            Duration limit = atMost.compareTo(minSeqTimeout) < 0 ? atMost : minSeqTimeout;
            degradable(degradations, Degradation.CLUSTER, minSeq, () -> {
                parts.recalls().snapshots().await(minSeq, limit);
                return minSeq;
            });
            rest = timeout == null ? null : Duration.ofNanos(Math.max(1, deadline.remainingNanos()));
        }
        if (parts.recalls().snapshots().continuity().problem() != null) {
            degradations.add(Degradation.GRAPH);
        }
        return rest;
    }

    /** Returns the body of the response. */
    private Buffer recall(String requestId, ParsedRecall parsed) {
        Set<Degradation> degradations = parsed.degradations();
        long began = System.nanoTime();
        RecallResult result = parsed.recall().run(requestId);
        Map<String, StoredFacts> facts = degradable(degradations, Degradation.GRAPH, Map.of(),
                () -> parsed.include().stored(parts.recalls().catalogue(),
                        () -> IntStream.range(0, result.size()).mapToObj(result::contentId).toList(),
                        Duration.ofNanos(Math.max(0, result.query().deadline().remainingNanos()))));
        List<List<Explainer.ChannelPath>> paths = parsed.detail() == Detail.REASONS
                ? degradable(degradations, Degradation.GRAPH, List.of(),
                        () -> parts.recalls().explainer().paths(result))
                : List.of();
        long tookNanos = System.nanoTime() - began;
        degradations.addAll(result.degradations());
        String id = parsed.generation() == null
                ? counted(requestId, parsed.recall().request().user(), result, degradations)
                : requestId;
        return RecallResultWriter.write(id, result, tookNanos, parsed.detail(), parsed.behaviour(), parsed.include(),
                facts, paths, parsed.unknown(), degradations);
    }

    /** Counts an answer. Returns the id under which it is remembered. */
    private String counted(
            String requestId, @Nullable UserId user, RecallResult result, Set<Degradation> degradations) {
        metrics.recalled(result.variant() == null ? result.scene() : result.variant());
        degradations.forEach(metrics::degraded);
        String id = parts.feedback().clicks().answered(requestId, result);
        if (user != null) {
            parts.feedback().log().answered(id, user.key(), result);
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
            boolean isLate = e.code() == RecallException.Code.CONFLICT
                    && parts.recalls().graph().circuit().isRecovering();
            if (e.code() != RecallException.Code.UNAVAILABLE && !isLate) {
                throw e;
            }
            degradations.add(parts.recalls().graph().circuit().isOpen() || isLate ? Degradation.GRAPH : cause);
            return without;
        }
    }
}
