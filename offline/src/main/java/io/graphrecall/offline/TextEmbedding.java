package io.graphrecall.offline;

import io.graphrecall.content.encode.CachedTextEncoder;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.training.TrainingResult;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Encodes the texts of contents into the space {@value EncoderModel#SPACE}. */
final class TextEmbedding {

    private static final int BATCH = 1_000;

    private final EncoderParameters parameters;
    private final Path cache;
    private final BlockRunner runner;

    /**
     * @param cache  folder of the vector cache, which can be deleted at any time
     * @param runner encodes texts in blocks
     */
    TextEmbedding(EncoderParameters parameters, Path cache, BlockRunner runner) {
        this.parameters = parameters;
        this.cache = cache;
        this.runner = runner;
    }

    /** Encodes a catalogue; empty if no content has a text. */
    TrainingResult encode(List<CatalogueEntry> entries, NodeIndex contents, Progress progress) {
        List<String> texts = ContentUnderstanding.texts(entries);
        float[][] vectors = new float[contents.size()][];
        try (CachedTextEncoder encoder = parameters.open(texts, cache)) {
            encoder.prepare(texts, runner, progress);
            for (int from = 0; from < texts.size(); from += BATCH) {
                List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
                float[][] encoded = encoder.encode(batch);
                for (int i = 0; i < encoded.length; i++) {
                    int content = contents.ordinal(entries.get(from + i).id().key());
                    if (content >= 0) { // the catalogue can be newer than the graph
                        vectors[content] = encoded[i];
                    }
                }
            }
        }
        EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
        return table.rows() == 0
                ? TrainingResult.EMPTY
                : new TrainingResult(
                        Map.of(EncoderModel.SPACE, table), parameters.choice().model(texts).settings(), Map.of(),
                        List.of());
    }
}
