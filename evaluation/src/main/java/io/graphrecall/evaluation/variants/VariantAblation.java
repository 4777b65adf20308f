package io.graphrecall.evaluation.variants;

import io.graphrecall.content.text.Terms;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchConfiguration;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchVariant;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.home.RecallHome;
import io.graphrecall.metapath.extract.GraphExtraction;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Ablation of the deep match model: trains every variant that suits the data with the same small budget, over several
 * seeds, and measures its hit rate on the test targets without the service.
 */
public final class VariantAblation {

    /** Trainings of each variant, enough for a standard deviation. */
    public static final int TRAININGS = 3;

    /** The configuration of fast trainings, with fewer samples. */
    private static final MatchParameters BUDGET = MatchConfiguration.SESSION.parameters()
            .withObjective(MatchConfiguration.SESSION.parameters().objective().withMaxSamplesPerEpoch(20_000));

    private final MatchParameters parameters;
    private final ComputeDevice device;
    private final long seed;
    private final int trainings;

    /**
     * Creates an ablation.
     *
     * @param epochs    maximum epochs of each training, if below its budget; null for the budget
     * @param device    device of the trainings
     * @param threads   threads of one tensor operation
     * @param seed      seed of the first training of each variant
     * @param trainings trainings of each variant, each with its own seed
     */
    public VariantAblation(
            @Nullable Integer epochs, ComputeDevice device, int threads, long seed, int trainings) {
        this.device = device;
        this.seed = seed;
        this.trainings = trainings;
        int maxEpochs = BUDGET.schedule().maxEpochs();
        parameters = BUDGET.withSchedule(BUDGET.schedule().withThreads(threads)
                .withMaxEpochs(epochs == null ? maxEpochs : Math.min(epochs, maxEpochs)));
    }

    /** Returns true if a generation has a deep match model, whose variants can be compared. */
    public static boolean suits(GenerationManifest built) {
        return VectorSpace.isIn(built, DeepMatch.SPACE);
    }

    /**
     * Trains on the data of a generation, which must still be all that the graph holds.
     *
     * @param log    events of the requests
     * @param name   identifies the data set and protocol
     * @param folder keeps the results: the same ablation in the same folder resumes
     * @return results by variant, the simplest first
     */
    public Map<String, VariantScores> run(
            RecallHome home, GenerationManifest built, EventLog log, Split split, String name, Path folder,
            Progress progress) {
        HeteroGraph graph = new GraphExtraction(home.graph(), new Terms()::of).read(null, progress);
        Map<String, Exclusions.Preferences> preferences = Exclusions.Preferences.read(home.graph(), log.userIds());
        try (Generation generation = RecallHome.generations(home.folder()).open(built.id())) {
            VariantTraining.Experiment experiment = new VariantTraining.Experiment(
                    name, data(generation, graph),
                    ModelRequest.of(log, split.validation(), split.withheldFromValidation(), preferences),
                    ModelRequest.of(log, split.test(), split.testLines(), preferences));
            return scores(variants(graph), new VariantTraining(experiment, folder, device, progress));
        }
    }

    private Map<String, VariantScores> scores(List<MatchVariant> variants, VariantTraining training) {
        Map<String, VariantScores> scores = new LinkedHashMap<>();
        for (MatchVariant variant : variants) {
            MatchParameters ofVariant = parameters.withModel(parameters.model().withVariant(variant));
            List<VariantResult> results = LongStream.range(seed, seed + trainings)
                    .mapToObj(one -> training.of(ofVariant, one)).toList();
            scores.put(variant.wireName(), VariantScores.of(results, ofVariant));
        }
        return scores;
    }

    /** Returns the variants that differ on this data: without searches, {@code query} equals the one before it. */
    private static List<MatchVariant> variants(HeteroGraph graph) {
        return Arrays.stream(MatchVariant.values())
                .filter(variant -> variant != MatchVariant.QUERY || graph.nodes(NodeLabel.QUERY).size() > 0).toList();
    }

    /** Returns the training data of the build itself. */
    private static TrainingData data(Generation generation, HeteroGraph graph) {
        String space = VectorSpace.names(generation).contains(MultimodalEncoder.MULTIMODAL)
                ? MultimodalEncoder.MULTIMODAL
                : null;
        return TrainingData.of(
                graph, GraphTables.read(generation), space,
                space == null ? null : VectorSpace.vectors(generation, space));
    }
}
