package io.graphrecall.offline;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingInput;
import io.graphrecall.gnn.training.TrainingResult;
import io.graphrecall.gnn.training.TrainingStep;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

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
     * @param runner encodes texts in blocks
     */
    TrainStage(GraphClient graph, Path home, BlockRunner runner) {
        this.graph = graph;
        this.home = home;
        this.runner = runner;
    }

    TrainedSpaces run(ExtractedGraph extracted, BuildOptions options, Progress progress) {
        Supplier<List<CatalogueEntry>> catalogue = () -> new UnderstoodGraph(graph).entries(NodeLabel.CONTENT);
        TrainingContext context = options.trainingContext(home);
        TrainedSpaces spaces = TrainedSpaces.EMPTY.with(
                TrainingResult.of(new SuppliedVectors(graph).read(extracted.contents(), progress)));
        if (options.encoder() != null && !spaces.embeddings().containsKey(EncoderModel.SPACE)) {
            spaces = spaces.with(new TextEmbedding(options.encoder(), context.cache(), runner)
                    .encode(catalogue.get(), extracted.contents(), progress));
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
}
