package io.graphrecall.evaluation.variants;

import io.graphrecall.content.text.Terms;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchVariant;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
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
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What the parts of the deep match model bring: every variant that suits the data is trained with the same few steps,
 * over several seeds, and asked for the targets of a split by itself, without the service.
 */
public final class VariantAblation {

    /** So many trainings of each variant tell their spread. */
    public static final int TRAININGS = 3;

    /** Narrow and short beside what a build trains, so that all of it can be waited for. */
    private static final MatchParameters BUDGET = MatchParameters.DEFAULT
            .withModel(MatchParameters.DEFAULT.model().withWidth(64))
            .withObjective(MatchParameters.DEFAULT.objective().withMaxSamplesPerEpoch(20_000))
            .withSchedule(MatchParameters.DEFAULT.schedule().withMaxEpochs(4));

    private final MatchParameters parameters;
    private final long seed;
    private final int trainings;

    /**
     * An ablation.
     *
     * @param epochs    passes of each training, where they are to be fewer than its budget says
     * @param threads   of one operation of a training
     * @param seed      the first one
     * @param trainings of each variant, each with a seed of its own
     */
    public VariantAblation(@Nullable Integer epochs, int threads, long seed, int trainings) {
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
     * Trains on what a generation was built from, which must still be all that the graph knows.
     *
     * @param log    with the events of the questions
     * @param name   of the data, another for other data
     * @param folder keeps what is done: the same ablation in the same folder goes on from it
     * @return by variant, the simplest first
     */
    public Map<String, VariantScores> run(
            RecallHome home, GenerationManifest built, EventLog log, Split split, String name, Path folder,
            Progress progress) {
        HeteroGraph graph = new GraphExtraction(home.graph(), new Terms()::of).read(null, progress);
        try (Generation generation = RecallHome.generations(home.folder()).open(built.id())) {
            VariantTraining.Lesson lesson = new VariantTraining.Lesson(
                    name, data(generation, graph), questions(log, split.validation(), split.withheldFromValidation()),
                    questions(log, split.test(), split.testLines()));
            return scores(variants(graph), new VariantTraining(lesson, folder, progress));
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

    /** Those that differ from the ones before them: without searches none of them can be asked by searches. */
    private static List<MatchVariant> variants(HeteroGraph graph) {
        return Arrays.stream(MatchVariant.values())
                .filter(variant -> variant != MatchVariant.QUERY || graph.nodes(NodeLabel.QUERY).size() > 0).toList();
    }

    /** The same that the build's own training has. */
    private static TrainingData data(Generation generation, HeteroGraph graph) {
        String space = VectorSpace.names(generation).contains(MultimodalEncoder.MULTIMODAL)
                ? MultimodalEncoder.MULTIMODAL
                : null;
        return new TrainingData(
                graph.behaviour(), GraphTables.read(generation), space,
                space == null ? null : VectorSpace.vectors(generation, space));
    }

    private static List<ModelRequest> questions(EventLog log, List<EvaluationRequest> questions, BitSet withheld) {
        return questions.stream().map(question -> ModelRequest.of(
                question, log.events(question.userId(), withheld))).toList();
    }
}
