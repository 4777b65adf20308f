package io.graphrecall.service.http;

import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.explain.Explainer;
import io.graphrecall.service.feedback.ClickCounts;
import io.graphrecall.service.feedback.FeedbackLog;
import io.graphrecall.service.pipeline.Degradation;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.RecallResult;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Runs recall requests for the recall endpoints: parse, wait for {@code min_seq}, recall, explain, render. Thread-safe. */
final class RecallHandler {

    private final RecallRequestParser parser;
    private final RecallPipeline pipeline;
    private final LiveSnapshots snapshots;
    private final Explainer explainer;
    private final ContentCatalogue catalogue;
    private final GraphCircuit circuit;
    private final FeedbackLog feedback;
    private final ClickCounts clicks;
    private final Duration minSeqTimeout;
    private final ServiceMetrics metrics;

    RecallHandler(RecallRequestParser parser, ServiceParts parts, Duration minSeqTimeout, ServiceMetrics metrics) {
        this.parser = parser;
        this.pipeline = parts.pipeline();
        this.snapshots = parts.snapshots();
        this.explainer = parts.explainer();
        this.catalogue = parts.catalogue();
        this.circuit = parts.circuit();
        this.feedback = parts.feedback();
        this.clicks = parts.clicks();
        this.minSeqTimeout = minSeqTimeout;
        this.metrics = metrics;
    }

    /** A result with what its response says. */
    private record Explained(
            String requestId, RecallResult result, Detail detail, IncludedFields include, ResultFacts facts,
            ResultPaths paths, Set<Degradation> degradations) {

        Buffer json() {
            return RecallResultWriter.write(requestId, result, detail, include, facts, paths, degradations);
        }
    }

    Reply recall(ApiRequest request, RecallRequestBody body) {
        return Reply.json(200, recall(request.id(), body, parser.parse(request, body)).json());
    }

    /**
     * Runs the requests of a batch in order and streams their results. The id of each is the batch's id, a hyphen and its
     * index. Waits for every {@code min_seq} first.
     */
    Reply recallAll(ApiRequest request, RecallRequestBody.Batch batch) {
        List<RecallRequest> requests = parser.parse(request, batch);
        List<RecallRequestBody> bodies = Objects.requireNonNull(batch.requests());
        bodies.forEach(body -> awaitMinSeq(body, EnumSet.noneOf(Degradation.class)));
        return Reply.stream(new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next <= requests.size();
            }

            /** Returns the result of a request, or the end of the document. */
            @Override
            public Buffer next() {
                int index = next++;
                Buffer part = Buffer.buffer(index == 0 ? "{\"answers\":[" : "");
                if (index == requests.size()) {
                    return part.appendString("]}");
                }
                part.appendString(index == 0 ? "" : ",");
                String id = request.id() + "-" + index;
                RequestIds.logged(id, () -> part.appendBuffer(
                        recall(id, bodies.get(index), requests.get(index)).json()));
                return part;
            }
        });
    }

    private void awaitMinSeq(RecallRequestBody body, Set<Degradation> degradations) {
        long minSeq = body.minSeq() == null ? 0 : body.minSeq();
        if (minSeq > 0) {
            degradable(degradations, Degradation.CLUSTER, minSeq, () -> {
                snapshots.await(minSeq, minSeqTimeout);
                return minSeq;
            });
        }
    }

    private Explained recall(String requestId, RecallRequestBody body, RecallRequest request) {
        Set<Degradation> degradations = EnumSet.noneOf(Degradation.class);
        awaitMinSeq(body, degradations);
        RecallResult result = pipeline.recall(request, requestId);
        IncludedFields include = parser.include(body);
        ResultFacts facts = degradable(degradations, Degradation.GRAPH, ResultFacts.NONE,
                () -> ResultFacts.of(result, include, catalogue));
        Detail detail = parser.detail(body);
        ResultPaths paths = detail == Detail.REASONS
                ? degradable(degradations, Degradation.GRAPH, ResultPaths.NONE,
                        () -> ResultPaths.of(result, explainer))
                : ResultPaths.NONE;
        degradations.addAll(result.degradations());
        if (snapshots.continuity().problem() != null) {
            degradations.add(Degradation.GRAPH);
        }
        metrics.recalled(result.variant() == null ? result.scene() : result.variant());
        degradations.forEach(metrics::degraded);
        clicks.answered(requestId, result);
        if (request.user() != null) {
            feedback.answered(requestId, request.user().key(), result);
        }
        return new Explained(requestId, result, detail, include, facts, paths, degradations);
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
            boolean isLate = e.code() == RecallException.Code.CONFLICT && circuit.isRecovering();
            if (e.code() != RecallException.Code.UNAVAILABLE && !isLate) {
                throw e;
            }
            degradations.add(circuit.isOpen() || isLate ? Degradation.GRAPH : cause);
            return without;
        }
    }
}
