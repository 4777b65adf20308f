package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;

import java.util.List;
import java.util.Map;

/**
 * Result of a training step: its contribution to a generation.
 *
 * @param embeddings content vectors by embedding space; ordinals are those of the graph's contents. Names of spaces
 *                   consist of letters, digits, {@code _} and {@code -}
 * @param queries    by embedding space that users are searched in: vectors of some users, by which the search is tuned
 * @param settings   entries of the manifest's {@code settings}: records, numbers, texts, lists and maps
 * @param metrics    entries of the manifest's {@code metrics}
 * @param parts      models and arrays of the generation
 */
public record TrainingResult(
        Map<String, EmbeddingTable> embeddings, Map<String, List<float[]>> queries, Map<String, Object> settings,
        Map<String, Double> metrics,
        List<GenerationPart> parts) {

    /** Result of a step without a model. */
    public static final TrainingResult EMPTY = new TrainingResult(Map.of(), Map.of(), Map.of(), List.of());

    public TrainingResult {
        embeddings = Map.copyOf(embeddings);
        queries = Map.copyOf(queries);
        settings = Map.copyOf(settings);
        metrics = Map.copyOf(metrics);
        parts = List.copyOf(parts);
    }

    /** A result with spaces that no user is searched in. */
    public TrainingResult(
            Map<String, EmbeddingTable> embeddings, Map<String, Object> settings, Map<String, Double> metrics,
            List<GenerationPart> parts) {
        this(embeddings, Map.of(), settings, metrics, parts);
    }

    /** A result that consists of embedding spaces only. */
    public static TrainingResult of(Map<String, EmbeddingTable> embeddings) {
        return new TrainingResult(embeddings, Map.of(), Map.of(), List.of());
    }
}
