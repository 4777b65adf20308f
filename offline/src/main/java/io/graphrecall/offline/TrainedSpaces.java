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
 * @param results    results they come from, with models, settings and metrics
 */
record TrainedSpaces(Map<String, EmbeddingTable> embeddings, List<TrainingResult> results) {

    static final TrainedSpaces EMPTY = new TrainedSpaces(Map.of(), List.of());

    /** Adds a result. If a space exists already, its table stays. */
    TrainedSpaces with(TrainingResult result) {
        Map<String, EmbeddingTable> allEmbeddings = new TreeMap<>(embeddings);
        result.embeddings().forEach(allEmbeddings::putIfAbsent);
        List<TrainingResult> allResults = new ArrayList<>(results);
        allResults.add(result);
        return new TrainedSpaces(allEmbeddings, allResults);
    }
}
