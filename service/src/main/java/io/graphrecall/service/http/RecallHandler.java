package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.graphrecall.service.explain.Explainer;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.RecallResult;
import io.graphrecall.service.snapshot.LiveSnapshots;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs recall requests for the recall endpoints: parse, wait for {@code min_seq}, recall, explain, render. Thread-safe. */
final class RecallHandler {

    /** Approximate size of a response without contents, in bytes. */
    private static final int BASE_BYTES = 2048;
    /** Approximate size of a content in a response, in bytes. */
    private static final int CONTENT_BYTES = 256;

    private final RecallRequestParser parser;
    private final RecallPipeline pipeline;
    private final LiveSnapshots snapshots;
    private final Explainer explainer;
    private final Duration minSeqTimeout;

    RecallHandler(ServiceParts parts, EventFormats formats, Duration minSeqTimeout) {
        this.parser = new RecallRequestParser(parts, formats);
        this.pipeline = parts.pipeline();
        this.snapshots = parts.snapshots();
        this.explainer = parts.explainer();
        this.minSeqTimeout = minSeqTimeout;
    }

    /** A result and the paths behind its contents. */
    private record Explained(RecallResult result, ResultPaths paths) {}

    Reply recall(String requestId, RecallRequestBody body) {
        Explained explained = recall(body, parser.parse(body));
        int expectedBytes = BASE_BYTES + explained.result.size() * CONTENT_BYTES;
        return Reply.json(200, Json.write(
                json -> RecallResultWriter.write(json, requestId, explained.result, explained.paths), expectedBytes));
    }

    /**
     * Runs requests one after another. The id of each is the batch's id, a hyphen and its index.
     *
     * @param errors errors found so far; the requests run only if there are none
     */
    Reply recallAll(String requestId, List<RecallRequestBody> bodies, FieldErrors errors) {
        List<RecallRequest> requests = new ArrayList<>(bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            RecallRequestBody body = bodies.get(i);
            String pointer = "/requests/" + i;
            RecallRequest request = body == null ? null : errors.value(pointer, () -> parser.parse(body));
            if (request != null) {
                requests.add(request);
            } else if (body == null) {
                errors.add(pointer, "is null, an object is wanted");
            }
        }
        errors.check();
        List<Explained> results = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            results.add(recall(bodies.get(i), requests.get(i)));
        }
        return Reply.json(200, Json.write(json -> write(json, requestId, results)));
    }

    private Explained recall(RecallRequestBody body, RecallRequest request) {
        if (body.minSeq() != null && body.minSeq() > 0) {
            snapshots.await(body.minSeq(), minSeqTimeout);
        }
        RecallResult result = pipeline.recall(request);
        boolean explain = body.explain() != null && body.explain();
        return new Explained(result, explain ? ResultPaths.of(result, explainer) : ResultPaths.NONE);
    }

    private static void write(JsonGenerator json, String requestId, List<Explained> results) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("answers");
        for (int i = 0; i < results.size(); i++) {
            RecallResultWriter.write(json, requestId + "-" + i, results.get(i).result, results.get(i).paths);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
