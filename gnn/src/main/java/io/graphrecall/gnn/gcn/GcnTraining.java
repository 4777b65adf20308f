package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.sampling.EpochBatches;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.sampling.SoftmaxCandidates;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.SparseRows;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.Learner;
import io.graphrecall.gnn.training.LoopSettings;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.RankMean;
import io.graphrecall.gnn.training.TrainingLoop;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains the meta-path GCN: the mean of a user's triggers must find what the user engaged with next. What is to be found lies
 * after a cut, and is looked for in a graph that holds nothing of what the user did from there on, so that no product of
 * it can hold the answer ({@link UserFolds}).
 */
public final class GcnTraining implements ModelTraining<GcnTraining.Data, Gcn> {

    private final GcnParameters parameters;
    private final long seed;

    public GcnTraining(GcnParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    /**
     * What is learned from.
     *
     * @param graph  what is joined, and what users did
     * @param tables how relations are computed from it, meta-paths among them
     */
    public record Data(HeteroGraph graph, TableParameters tables) {}

    /** Whether there is anything to learn: a user who engaged with one content after another. */
    @Override
    public boolean canLearn(Data data) {
        return samples(data).trainTargets().length > 0;
    }

    @Override
    public boolean isUpToDate(Gcn model, Data data) {
        GcnMetadata origin = model.metadata();
        return origin.parameters().equals(parameters) && origin.seed() == seed
                && origin.data().equals(fingerprint(data, samples(data), Relations.of(data.graph(), data.tables())));
    }

    @Override
    public Gcn train(Data data, @Nullable Path checkpoint, Progress progress) {
        PrefixSamples samples = samples(data);
        if (samples.trainTargets().length == 0) {
            throw new RecallException(RecallException.Code.INVALID, NOTHING_TO_LEARN);
        }
        GcnParameters.Schedule schedule = parameters.schedule();
        List<Relation> relations = Relations.of(data.graph(), data.tables());
        String fingerprint = fingerprint(data, samples, relations);
        int[] known = samples.trainElements(SequenceKind.CONTENT).stream().toArray();
        TrainingLoop loop = new TrainingLoop(
                "the meta-path GCN",
                new LoopSettings(schedule.epochs(), schedule.rate(), 0, schedule.patience(), seed), checkpoint,
                Objects.hash(parameters.toString(), fingerprint));
        try (NDManager manager = Torch.open(schedule.threads()); Weights weights = new Weights(manager)) {
            Torch.seed(seed);
            GcnModel model = new GcnModel(weights, parameters.width(), known.length, relations.size());
            TrainingReport report = loop.run(
                    manager, weights, new GcnLearner(manager, model, data, samples, known), progress);
            GcnMetadata origin = new GcnMetadata(
                    parameters, seed, relations.stream().map(Relation::name).toList(), samples.trainTargets().length,
                    samples.validationTargets().length, fingerprint, report.epochs(), report.bestEpoch());
            NodeIndex contents = data.graph().nodes(NodeLabel.CONTENT);
            return new Gcn(
                    origin, NodeIndex.of(Arrays.stream(known).mapToObj(contents::key).toList()), weights.all());
        }
    }

    private PrefixSamples samples(Data data) {
        return PrefixSamples.of(
                data.graph().behaviour(), parameters.triggers(), parameters.schedule().held(), seed);
    }

    private static String fingerprint(Data data, PrefixSamples samples, List<Relation> relations) {
        long hash = samples.hash() * 31 + data.graph().nodes(NodeLabel.CONTENT).keys().hashCode();
        for (Relation relation : relations) {
            hash = hash * 31 + relation.name().hashCode();
            for (CsrTable table : relation.forward()) {
                hash = hash * 31 + table.hashCode();
                hash = hash * 31 + Arrays.hashCode(table.weightArray());
            }
        }
        return Long.toHexString(hash);
    }

    /** Behaviour and the graphs without each part of it as something to be learned from. */
    private final class GcnLearner implements Learner {

        private final GcnModel model;
        private final PrefixSamples samples;
        private final Behaviour behaviour;
        private final Triggers triggers;
        private final UserFolds folds;
        private final SoftmaxCandidates softmax;
        private final int[] places;
        private final List<Propagation> graphs = new ArrayList<>();
        private final EpochBatches<UserFolds.Batch> batches;

        GcnLearner(NDManager manager, GcnModel model, Data data, PrefixSamples samples, int[] known) {
            GcnParameters.Schedule schedule = parameters.schedule();
            this.model = model;
            this.samples = samples;
            behaviour = data.graph().behaviour();
            triggers = new Triggers(
                    behaviour,
                    new EngagementWeights(data.tables().engagement(), data.graph().state().dataSet().timestamps()),
                    parameters.triggers());
            int contents = data.graph().nodes(NodeLabel.CONTENT).size();
            places = new int[contents];
            Arrays.fill(places, -1);
            for (int place = 0; place < known.length; place++) {
                places[known[place]] = place;
            }
            folds = new UserFolds(behaviour, samples, schedule.folds(), seed);
            batches = new EpochBatches<>(epoch -> folds.batches(
                    samples.trainTargets(), schedule.most(), schedule.batch(), Objects.hash(seed, epoch)));
            IntStream.range(0, schedule.folds()).forEach(fold -> graphs.add(new Propagation(
                    manager, Relations.of(folds.graph(fold, data.graph()), data.tables()), places)));
            softmax = new SoftmaxCandidates(
                    contents, Arrays.stream(samples.trainTargets()).map(samples::content).toArray(),
                    contents <= schedule.whole(), schedule.negatives());
        }

        @Override
        public int steps() {
            return batches.size();
        }

        @Override
        public NDArray loss(NDManager scope, int epoch, int step) {
            UserFolds.Batch batch = batches.get(epoch, step);
            SplittableRandom random = new SplittableRandom(Objects.hash(seed, epoch, step));
            ByRole<NDArray> vectors = model.apply(
                    scope, graphs.get(batch.fold()), places, parameters.cold(), random);
            int[] contents = Arrays.stream(batch.targets()).map(samples::content).toArray();
            int[] candidates = softmax.sample(contents, random);
            NDArray found = Layers.l2Normalised(vectors.target());
            if (candidates.length > 0) {
                found = Layers.embedding(found, scope.create(Arrays.stream(candidates).asLongStream().toArray()));
            }
            NDArray users = Scalars.times(
                    Layers.l2Normalised(users(scope, batch.targets(), vectors.trigger())),
                    1 / parameters.temperature());
            return softmax.crossEntropy(scope, users, found, contents, candidates);
        }

        /** The vectors of users before some targets, {@code [targets, width]}. */
        private NDArray users(NDManager scope, int[] targets, NDArray vectors) {
            CsrTable.Builder table = CsrTable.builder(places.length);
            for (int target : targets) {
                triggers.add(samples.eventsBefore(target), behaviour.at(target), table);
            }
            return SparseRows.of(scope, table.build(), IntStream.range(0, targets.length).toArray()).matMul(vectors);
        }

        @Override
        public double validate(NDManager scope) {
            RankMean ranks = new RankMean();
            int batch = parameters.schedule().batch();
            for (int fold = 0; fold < graphs.size(); fold++) {
                int[] targets = folds.of(fold, samples.validationTargets());
                for (int from = 0; from < targets.length; from += batch) {
                    int[] part = Arrays.copyOfRange(targets, from, Math.min(targets.length, from + batch));
                    try (NDManager own = scope.newSubManager()) {
                        addRanks(own, graphs.get(fold), part, ranks);
                    }
                }
            }
            return ranks.mean();
        }

        private void addRanks(NDManager scope, Propagation graph, int[] targets, RankMean ranks) {
            ByRole<NDArray> vectors = model.apply(scope, graph, places, 0, new SplittableRandom(0));
            float[] scores = users(scope, targets, vectors.trigger())
                    .matMul(Layers.l2Normalised(vectors.target()).transpose()).toFloatArray();
            for (int user = 0; user < targets.length; user++) {
                ranks.add(
                        scores, user * places.length, places.length, samples.content(targets[user]),
                        samples.seen(targets[user]));
            }
        }
    }
}
