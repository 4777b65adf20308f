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
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.RankMean;
import io.graphrecall.gnn.training.TrainingLoop;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.TrainingSchedule;
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
 * Trains the meta-path GCN with a softmax loss: the mean of a user's trigger vectors must be similar to the target vector
 * of the content that the user engages with next. Each target is predicted from a graph that does not contain it, see
 * {@link UserFolds}.
 */
public final class GcnTraining implements ModelTraining<GcnTraining.Data, Gcn> {

    private final GcnParameters parameters;
    private final long seed;

    public GcnTraining(GcnParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    /**
     * Training data.
     *
     * @param graph  graph with relations and behaviour
     * @param tables settings of the lookup tables, including the meta-paths
     */
    public record Data(HeteroGraph graph, TableParameters tables) {}

    @Override
    public boolean canLearn(Data data) {
        return samples(data).trainTargets().length > 0;
    }

    @Override
    public boolean isUpToDate(Gcn model, Data data) {
        GcnMetadata metadata = model.metadata();
        return metadata.parameters().equals(parameters) && metadata.seed() == seed
                && metadata.data()
                        .equals(fingerprint(data, samples(data), GraphRelations.of(data.graph(), data.tables())));
    }

    @Override
    public Gcn train(Data data, @Nullable Path checkpoint, Progress progress) {
        PrefixSamples samples = samples(data);
        if (samples.trainTargets().length == 0) {
            throw new RecallException(RecallException.Code.INVALID, NOTHING_TO_LEARN);
        }
        TrainingSchedule schedule = parameters.schedule();
        List<Relation> relations = GraphRelations.of(data.graph(), data.tables());
        String fingerprint = fingerprint(data, samples, relations);
        int[] embedded = samples.trainElements(SequenceKind.CONTENT).stream().toArray();
        TrainingLoop loop = new TrainingLoop(
                "the meta-path GCN",
                schedule.loop(seed), checkpoint,
                Objects.hash(parameters.toString(), fingerprint));
        try (NDManager manager = Torch.open(schedule.threads()); Weights weights = new Weights(manager)) {
            Torch.seed(seed);
            GcnModel model = new GcnModel(weights, parameters.width(), embedded.length, relations.size());
            TrainingReport report = loop.run(
                    manager, weights, new GcnLearner(manager, model, data, samples, embedded), progress);
            GcnMetadata metadata = new GcnMetadata(
                    parameters, seed, relations.stream().map(Relation::name).toList(), samples.trainTargets().length,
                    samples.validationTargets().length, fingerprint, report.epochs(), report.bestEpoch());
            NodeIndex contents = data.graph().nodes(NodeLabel.CONTENT);
            return new Gcn(
                    metadata, NodeIndex.of(Arrays.stream(embedded).mapToObj(contents::key).toList()), weights.all());
        }
    }

    private PrefixSamples samples(Data data) {
        return PrefixSamples.of(
                data.graph().behaviour(), parameters.maxTriggers(), parameters.schedule().validationShare(), seed);
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

    /** Loss and validation score over the folds of users. */
    private final class GcnLearner implements Learner {

        private final GcnModel model;
        private final PrefixSamples samples;
        private final Behaviour behaviour;
        private final TriggerWeights triggers;
        private final UserFolds folds;
        private final SoftmaxCandidates softmax;
        private final int[] embeddingRows;
        private final List<Propagation> graphs = new ArrayList<>();
        private final EpochBatches<UserFolds.Batch> batches;

        GcnLearner(NDManager manager, GcnModel model, Data data, PrefixSamples samples, int[] embedded) {
            TrainingSchedule schedule = parameters.schedule();
            GcnParameters.Objective objective = parameters.objective();
            this.model = model;
            this.samples = samples;
            behaviour = data.graph().behaviour();
            triggers = new TriggerWeights(
                    behaviour,
                    new EngagementWeights(data.tables().engagement(), data.graph().state().dataSet().timestamps()),
                    parameters.maxTriggers());
            int contents = data.graph().nodes(NodeLabel.CONTENT).size();
            embeddingRows = new int[contents];
            Arrays.fill(embeddingRows, -1);
            for (int place = 0; place < embedded.length; place++) {
                embeddingRows[embedded[place]] = place;
            }
            folds = new UserFolds(behaviour, samples, objective.folds(), seed);
            batches = new EpochBatches<>(epoch -> folds.batches(
                    samples.trainTargets(), objective.maxSamplesPerEpoch(), schedule.batchSize(),
                    Objects.hash(seed, epoch)));
            IntStream.range(0, objective.folds()).forEach(fold -> graphs.add(new Propagation(
                    manager, GraphRelations.of(folds.graph(fold, data.graph()), data.tables()), embeddingRows)));
            softmax = new SoftmaxCandidates(
                    contents, Arrays.stream(samples.trainTargets()).map(samples::content).toArray(),
                    contents <= objective.fullSoftmaxLimit(), objective.negatives());
        }

        @Override
        public int steps() {
            return batches.size();
        }

        @Override
        public NDArray loss(NDManager scope, int epoch, int step) {
            UserFolds.Batch batch = batches.get(epoch, step);
            SplittableRandom random = new SplittableRandom(Objects.hash(seed, epoch, step));
            RolePair<NDArray> vectors = model.apply(
                    scope, graphs.get(batch.fold()), embeddingRows, parameters.coldProbability(), random);
            int[] contents = Arrays.stream(batch.targets()).map(samples::content).toArray();
            int[] candidates = softmax.sample(contents, random);
            NDArray found = Layers.l2Normalised(vectors.target());
            if (candidates.length > 0) {
                found = Layers.embedding(found, scope.create(Arrays.stream(candidates).asLongStream().toArray()));
            }
            NDArray users = Scalars.times(
                    Layers.l2Normalised(users(scope, batch.targets(), vectors.trigger())),
                    1 / parameters.objective().temperature());
            return softmax.crossEntropy(scope, users, found, contents, candidates);
        }

        /** Returns the vectors of users before their targets, {@code [targets, width]}. */
        private NDArray users(NDManager scope, int[] targets, NDArray vectors) {
            CsrTable.Builder table = CsrTable.builder(embeddingRows.length);
            for (int target : targets) {
                triggers.add(samples.eventsBefore(target), behaviour.at(target), table);
            }
            return SparseRows.of(scope, table.build(), IntStream.range(0, targets.length).toArray()).matMul(vectors);
        }

        @Override
        public double validate(NDManager scope) {
            RankMean ranks = new RankMean();
            int batch = parameters.schedule().batchSize();
            for (int fold = 0; fold < graphs.size(); fold++) {
                int[] targets = folds.targetsOf(fold, samples.validationTargets());
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
            RolePair<NDArray> vectors = model.apply(scope, graph, embeddingRows, 0, new SplittableRandom(0));
            float[] scores = users(scope, targets, vectors.trigger())
                    .matMul(Layers.l2Normalised(vectors.target()).transpose()).toFloatArray();
            for (int user = 0; user < targets.length; user++) {
                ranks.add(
                        scores, user * embeddingRows.length, embeddingRows.length, samples.content(targets[user]),
                        samples.seen(targets[user]));
            }
        }
    }
}
