package io.graphrecall.service.http;

import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.catalogue.StoredFacts;
import io.graphrecall.service.pipeline.RecallResult;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The facts about the contents of a result that were read from the graph.
 *
 * @param byContent by content id
 * @param tookNanos duration of the read
 */
record ResultFacts(Map<String, StoredFacts> byContent, long tookNanos) {

    /** Facts of a result whose request needs none from the graph. */
    static final ResultFacts NONE = new ResultFacts(Map.of(), 0);

    /**
     * Reads the facts that a request names and the memory lacks, within the deadline of the request.
     *
     * @throws io.graphrecall.schema.RecallException UNAVAILABLE if the graph does not respond in time
     */
    static ResultFacts of(RecallResult result, IncludedFields include, ContentCatalogue catalogue) {
        long began = System.nanoTime();
        Map<String, StoredFacts> stored = include.stored(catalogue,
                () -> IntStream.range(0, result.size()).mapToObj(result::contentId).toList(),
                Duration.ofNanos(Math.max(0, result.query().deadline().remainingNanos())));
        return stored.isEmpty() ? NONE : new ResultFacts(stored, System.nanoTime() - began);
    }
}
