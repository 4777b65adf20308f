package io.graphrecall.offline;

import io.graphrecall.content.encode.CachedTextEncoder;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.content.encode.NoiseLevel;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingInput;
import io.graphrecall.gnn.training.TrainingResult;
import io.graphrecall.gnn.training.TrainingStep;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@link Stage#TRAIN}: collects the embedding spaces of contents, first supplied vectors, then texts, then the training
 * steps in their order. Supplied spaces replace those of the text and multimodal encoders, which then encode nothing. If the
 * stage is not selected, steps use the models of earlier builds.
 */
final class TrainStage {

    private static final Set<String> MULTIMODAL = Set.of(MultimodalEncoder.MULTIMODAL, MultimodalEncoder.VISUAL);

    private final GraphClient graph;
    private final Path home;
    private final BlockRunner runner;

    /**
     * @param home   home folder, with models and cache
     * @param runner reads media and encodes texts in blocks
     */
    TrainStage(GraphClient graph, Path home, BlockRunner runner) {
        this.graph = graph;
        this.home = home;
        this.runner = runner;
    }

    TrainedSpaces run(ExtractedGraph extracted, BuildOptions options, Progress progress) {
        Supplier<List<CatalogueEntry>> catalogue = () -> new UnderstoodGraph(graph).entries(NodeLabel.CONTENT);
        TrainingContext context = options.trainingContext(home, runner);
        Map<String, EmbeddingTable> supplied = new SuppliedVectors(graph).read(extracted.contents(), progress);
        reportReplaced(supplied, extracted.contents().size(), progress);
        TrainedSpaces spaces = TrainedSpaces.EMPTY.with(TrainingResult.of(supplied));
        if (options.encoder() != null && !spaces.embeddings().containsKey(EncoderModel.SPACE)) {
            spaces = spaces.with(texts(
                    options.encoder(), context.cache(), catalogue.get(), extracted.contents(), progress));
        }
        for (TrainingStep step : options.training().steps()) {
            TrainingInput input = new TrainingInput(
                    extracted.graph(), extracted.tables(), options.tables(), catalogue, spaces.embeddings());
            boolean multimodal = options.training().multimodal().filter(step::equals).isPresent();
            if (multimodal && !Collections.disjoint(spaces.embeddings().keySet(), MULTIMODAL)) {
                continue;
            }
            boolean trained = multimodal && options.understands();
            spaces = spaces.with(step.run(
                    input, trained ? context.withPolicy(TrainingContext.Policy.REUSE) : context, progress));
        }
        return spaces;
    }

    /** Reports the spaces of encoders that are replaced, since a single vector takes those of all other contents. */
    private static void reportReplaced(Map<String, EmbeddingTable> supplied, int contents, Progress progress) {
        String replaced = supplied.entrySet().stream()
                .filter(space -> space.getKey().equals(EncoderModel.SPACE) || MULTIMODAL.contains(space.getKey()))
                .map(space -> "%s by vectors of %,d of %s".formatted(
                        space.getKey(), space.getValue().rows(), Counts.of(contents, "content")))
                .collect(Collectors.joining(", "));
        if (!replaced.isEmpty()) {
            progress.begin("Replacing spaces of encoders", -1);
            progress.end(replaced);
        }
    }

    /**
     * Encodes the texts of contents; empty if none has a text.
     *
     * @param cache folder of the vector cache, which can be deleted at any time
     */
    private TrainingResult texts(EncoderParameters parameters, Path cache, List<CatalogueEntry> entries,
            NodeIndex contents, Progress progress) {
        List<String> texts = ContentUnderstanding.texts(entries);
        float[][] vectors = new float[contents.size()][];
        double noise;
        try (CachedTextEncoder encoder = parameters.open(texts, cache)) {
            encoder.prepare("Encoding texts of contents for the space text", texts, runner, progress);
            float[][] encoded = encoder.encode(texts);
            noise = NoiseLevel.of(encoder, texts, encoded);
            for (int i = 0; i < encoded.length; i++) {
                int content = contents.ordinal(entries.get(i).id().key());
                if (content >= 0) { // the catalogue can be newer than the graph
                    vectors[content] = encoded[i];
                }
            }
        }
        EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
        return table.rows() == 0
                ? TrainingResult.EMPTY
                : new TrainingResult(
                        Map.of(EncoderModel.SPACE, table), parameters.choice().model(texts).settings(noise), Map.of(),
                        List.of());
    }
}
