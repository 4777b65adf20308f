package io.graphrecall.offline;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.training.TrainingResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Result of {@link TrainStage}.
 *
 * @param embeddings embedding tables by space, in the order of their names
 * @param queries    by space that users are searched in: vectors of some users
 * @param results    results they come from, with models, settings and metrics
 */
record TrainedSpaces(
        Map<String, EmbeddingTable> embeddings, Map<String, List<float[]>> queries, List<TrainingResult> results) {

    static final TrainedSpaces EMPTY = new TrainedSpaces(Map.of(), Map.of(), List.of());

    /** Adds a result. If a space exists already, its table stays. */
    TrainedSpaces with(TrainingResult result) {
        Map<String, EmbeddingTable> allEmbeddings = new TreeMap<>(embeddings);
        result.embeddings().forEach(allEmbeddings::putIfAbsent);
        Map<String, List<float[]>> allQueries = new TreeMap<>(queries);
        result.queries().forEach(allQueries::putIfAbsent);
        List<TrainingResult> allResults = new ArrayList<>(results);
        allResults.add(result);
        return new TrainedSpaces(allEmbeddings, allQueries, allResults);
    }
}
