package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.sampling.SoftmaxCandidates;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.tensor.EarlierWeights;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.SparseRows;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.Learner;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.RankScores;
import io.graphrecall.gnn.training.TrainingLoop;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains the meta-path GCN with a softmax loss: the weighted sum of a user's trigger and query vectors must be similar to
 * the target vector of the content that the user engages with next. Each target is predicted from a graph that does not
 * contain it, see {@link UserFolds}.
 *
 * @param earlier model that gives the initial weights; null for random ones
 */
public record GcnTraining(
        GcnParameters parameters, long seed, ComputeDevice device, @Nullable Gcn earlier)
        implements
            ModelTraining<GcnTraining.Data, Gcn> {

    /** A training from random weights. */
    public GcnTraining(GcnParameters parameters, long seed, ComputeDevice device) {
        this(parameters, seed, device, null);
    }

    /**
     * Training data.
     *
     * @param graph      graph with relations and behaviour
     * @param parameters settings of the lookup tables, including the meta-paths
     * @param tables     lookup tables of the graph; only what does not depend on behaviour is used
     */
    public record Data(HeteroGraph graph, TableParameters parameters, GraphTables tables) {}

    @Override
    public boolean canLearn(Data data) {
        return samples(data).trainTargets().length > 0;
    }

    @Override
    public boolean isUpToDate(Gcn model, Data data) {
        GcnMetadata metadata = model.metadata();
        return metadata.parameters().equals(parameters) && metadata.seed() == seed
                && metadata.data()
                        .equals(fingerprint(data, samples(data), GraphRelations.of(data.graph(), data.parameters())));
    }

    @Override
    public Optional<ModelTraining<Data, Gcn>> startingFrom(Gcn model, Data data, int epochs) {
        GcnMetadata metadata = model.metadata();
        GcnParameters next = parameters.withSchedule(parameters.schedule().withMaxEpochs(epochs));
        boolean fits = metadata.parameters().withSchedule(next.schedule()).equals(next) && metadata.seed() == seed
                && metadata.parameters().schedule().validationShare() == next.schedule().validationShare()
                && metadata.relations().equals(names(GraphRelations.of(data.graph(), data.parameters())));
        return fits
                ? Optional.of(new GcnTraining(next, seed, device, model))
                : Optional.empty();
    }

    private static List<String> names(List<Relation> relations) {
        return relations.stream().map(Relation::name).toList();
    }

    @Override
    public Gcn train(Data data, @Nullable Path checkpoint, Progress progress) {
        PrefixSamples samples = samples(data);
        if (samples.trainTargets().length == 0) {
            throw new RecallException(RecallException.Code.INVALID, NOTHING_TO_LEARN);
        }
        TrainingSchedule schedule = parameters.schedule();
        List<Relation> relations = GraphRelations.of(data.graph(), data.parameters());
        String fingerprint = fingerprint(data, samples, relations);
        NodeIndex contents = embedded(data, samples, SequenceKind.CONTENT);
        NodeIndex queries = parameters.maxSearches() == 0
                ? NodeIndex.EMPTY
                : embedded(data, samples, SequenceKind.QUERY);
        TrainingLoop loop = new TrainingLoop(
                "the meta-path GCN", schedule, seed, checkpoint,
                Objects.hash(parameters.toString(), fingerprint, earlier != null));
        try (NDManager manager = Torch.open(device, schedule.threads()); Weights weights = new Weights(manager)) {
            Torch.seed(seed);
            GcnModel model = new GcnModel(
                    weights, parameters.width(), contents.size(), queries.size(), relations.size());
            if (earlier != null) {
                weights.startFrom(earlier.weightsFor(contents, queries));
            }
            TrainingReport report = loop.run(
                    manager, weights, new GcnLearner(manager, model, data, samples, contents, queries), progress);
            GcnMetadata metadata = new GcnMetadata(
                    parameters, seed, names(relations), samples.trainTargets().length,
                    samples.validationTargets().length, fingerprint, report.epochs(), report.bestEpoch(),
                    earlier == null ? 0 : earlier.metadata().warmStarts() + 1);
            return new Gcn(device, metadata, contents, queries, weights.all());
        }
    }

    /** Returns the nodes of a kind that get an embedding. */
    private static NodeIndex embedded(Data data, PrefixSamples samples, SequenceKind kind) {
        NodeIndex nodes = data.graph().nodes(kind.label());
        return NodeIndex.of(samples.trainElements(kind).stream().mapToObj(nodes::key).toList());
    }

    private PrefixSamples samples(Data data) {
        return PrefixSamples.of(
                data.graph().behaviour(), parameters.maxTriggers(), parameters.schedule().validationShare(), seed);
    }

    private static String fingerprint(Data data, PrefixSamples samples, List<Relation> relations) {
        long hash = samples.hash() * 31 + data.graph().nodes(NodeLabel.CONTENT).keys().hashCode();
        hash = hash * 31 + samples.trainElements(SequenceKind.CONTENT).hashCode();
        for (Relation relation : relations) {
            hash = hash * 31 + relation.name().hashCode();
            for (CsrTable table : relation.forward()) {
                hash = hash * 31 + hash(table);
            }
        }
        hash = hash * 31 + data.graph().nodes(NodeLabel.QUERY).keys().hashCode();
        QueryWalks walks = QueryWalks.of(data.graph(), data.parameters(), data.tables());
        hash = hash * 31 + hash(walks.clickThrough());
        for (FeatureSpace space : FeatureSpace.values()) {
            hash = hash * 31 + hash(walks.named().get(space));
            hash = hash * 31 + hash(walks.postings().get(space));
        }
        return Long.toHexString(hash);
    }

    private static int hash(@Nullable CsrTable table) {
        return table == null ? 0 : table.contentHash();
    }

    /** Propagation over the graph of a fold; to queries only if the model knows any. */
    private record FoldGraph(Propagation contents, @Nullable QueryPropagation queries) {}

    private record Encoded(RolePair<NDArray> contents, @Nullable NDArray queries) {}

    /** Loss and validation scores over the folds of users. */
    private final class GcnLearner implements Learner<UserFolds.Batch> {

        private final GcnModel model;
        private final PrefixSamples samples;
        private final Behaviour behaviour;
        private final TriggerWeights triggers;
        private final UserFolds folds;
        private final SoftmaxCandidates softmax;
        private final int[] embeddingRows;
        private final int[] queryRows;
        private final List<FoldGraph> graphs = new ArrayList<>();

        GcnLearner(NDManager manager, GcnModel model, Data data, PrefixSamples samples, NodeIndex embedded,
                NodeIndex embeddedQueries) {
            GcnParameters.Objective objective = parameters.objective();
            this.model = model;
            this.samples = samples;
            behaviour = data.graph().behaviour();
            triggers = new TriggerWeights(
                    behaviour,
                    new EngagementWeights(data.parameters().engagement(), data.graph().state().dataSet().timestamps()),
                    parameters.maxTriggers(), parameters.maxSearches());
            int contents = data.graph().nodes(NodeLabel.CONTENT).size();
            embeddingRows = EarlierWeights.rows(data.graph().nodes(NodeLabel.CONTENT), embedded);
            queryRows = EarlierWeights.rows(data.graph().nodes(NodeLabel.QUERY), embeddedQueries);
            folds = new UserFolds(samples, objective.folds(), seed);
            QueryPropagation queries = embeddedQueries.size() == 0
                    ? null
                    : QueryPropagation.of(
                            manager, QueryWalks.of(data.graph(), data.parameters(), data.tables()), queryRows);
            for (int fold = 0; fold < objective.folds(); fold++) {
                HeteroGraph graph = folds.graph(fold, data.graph());
                graphs.add(new FoldGraph(
                        new Propagation(manager, GraphRelations.of(graph, data.parameters()), embeddingRows),
                        queries == null
                                ? null
                                : queries.withClickThrough(
                                        manager, QueryWalks.clickThrough(graph, data.parameters()))));
            }
            softmax = new SoftmaxCandidates(
                    contents, Arrays.stream(samples.trainTargets()).map(samples::content).toArray(),
                    contents <= objective.fullSoftmaxLimit(), objective.negatives());
        }

        @Override
        public List<UserFolds.Batch> batches(int epoch) {
            return folds.batches(
                    samples.trainTargets(), parameters.objective().maxSamplesPerEpoch(),
                    parameters.schedule().batchSize(), Objects.hash(seed, epoch));
        }

        @Override
        public NDArray loss(NDManager scope, UserFolds.Batch batch, SplittableRandom random) {
            Encoded vectors = encode(scope, graphs.get(batch.fold()), parameters.coldProbability(), random);
            int[] contents = Arrays.stream(batch.targets()).map(samples::content).toArray();
            int[] candidates = softmax.sample(contents, random);
            NDArray found = Layers.l2Normalised(vectors.contents().target());
            if (candidates.length > 0) {
                found = Layers.embedding(found, scope.create(Arrays.stream(candidates).asLongStream().toArray()));
            }
            NDArray users = Scalars.times(
                    Layers.l2Normalised(users(scope, batch.targets(), vectors)),
                    1 / parameters.objective().temperature());
            return softmax.crossEntropies(scope, users, found, contents, candidates).mean().reshape(1);
        }

        private Encoded encode(
                NDManager scope, FoldGraph graph, float coldProbability, SplittableRandom random) {
            NDArray initial = model.initial(scope, embeddingRows);
            return new Encoded(
                    model.apply(scope, graph.contents(), initial, coldProbability, random),
                    graph.queries() == null
                            ? null
                            : model.queries(scope, graph.queries(), initial, queryRows, coldProbability, random));
        }

        /** Returns the vectors of users before their targets, {@code [targets, width]}. */
        private NDArray users(NDManager scope, int[] targets, Encoded vectors) {
            CsrTable.Builder contents = CsrTable.builder(embeddingRows.length);
            CsrTable.Builder queries = CsrTable.builder(queryRows.length);
            for (int target : targets) {
                triggers.add(samples.eventsBefore(target), samples.requestedAt(target), contents, queries);
            }
            NDArray users = SparseRows.of(scope, contents.build()).matMul(vectors.contents().trigger());
            return vectors.queries() == null
                    ? users
                    : users.add(SparseRows.of(scope, queries.build()).matMul(vectors.queries()));
        }

        @Override
        public double[] validate(NDManager scope) {
            return IntStream.range(0, graphs.size()).boxed().flatMapToDouble(fold -> {
                try (NDManager own = scope.newSubManager()) {
                    Encoded vectors = encode(own, graphs.get(fold), 0, new SplittableRandom(0));
                    NDArray contents = Layers.l2Normalised(vectors.contents().target()).transpose();
                    return Arrays.stream(RankScores.of(
                            own, samples, folds.targetsOf(fold, samples.validationTargets()),
                            parameters.schedule().batchSize(), embeddingRows.length,
                            (part, targets) -> users(part, targets, vectors).matMul(contents)));
                }
            }).toArray();
        }
    }
}
