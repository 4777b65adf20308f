package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.tensor.ModelFile;
import io.graphrecall.gnn.tensor.SemanticAttention;
import io.graphrecall.gnn.tensor.SparseRows;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.TrainedModel;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A trained meta-path GCN: what contents pass along the relations of a graph. It names contents and relations, so that it
 * fits the graph of any day. Thread-safe. Owns native memory until it is closed.
 */
public final class Gcn implements TrainedModel {

    /** The space of the vectors of contents, and the channel that recalls by it. */
    public static final String SPACE = "gcn";

    /** Raised when an older program could not read what a newer one writes. */
    private static final int VERSION = 3;
    private static final String NAME = "the meta-path GCN";

    private final NDManager manager;
    private final Weights weights;
    private final GcnModel model;
    private final GcnMetadata origin;
    private final NodeIndex contents;

    /**
     * @param contents those with a vector of their own
     * @param values   of the weights, which are copied
     */
    Gcn(GcnMetadata origin, NodeIndex contents, Map<String, NDArray> values) {
        this.origin = origin;
        this.contents = contents;
        GcnParameters parameters = origin.parameters();
        manager = Torch.open(parameters.schedule().threads());
        weights = new Weights(manager);
        model = new GcnModel(weights, parameters.width(), contents.size(), origin.relations().size());
        weights.set(values);
        weights.freeze();
    }

    /**
     * The vectors of a graph.
     *
     * @param targets contents as something to be found: the space {@value #SPACE}
     * @param others  what a user's vector is made of
     */
    public record Vectors(EmbeddingTable targets, GcnEmbeddings others) {}

    /** What is not an array. */
    private record Header(int version, @Nullable GcnMetadata origin, List<String> contents) {}

    /**
     * Reads a model that {@link #write} wrote.
     *
     * @throws RecallException with {@code CONFLICT} where it is damaged or of another version
     */
    public static Gcn read(InputStream in) {
        try (NDManager scope = Torch.open(1)) {
            ModelFile.Parts<Header> parts = ModelFile.read(NAME, in, scope, Header.class);
            Header header = parts.header();
            if (header.version() != VERSION || header.origin() == null) {
                throw ModelFile.otherVersion(NAME, null);
            }
            return new Gcn(header.origin(), NodeIndex.of(header.contents()), parts.weights());
        }
    }

    @Override
    public void write(Path file) {
        try (NDManager scope = manager.newSubManager()) {
            ModelFile.write(file, scope, new Header(VERSION, origin, contents.keys()), weights.all());
        }
    }

    @Override
    public GcnMetadata metadata() {
        return origin;
    }

    /**
     * The vectors of a graph's contents and users.
     *
     * @param data the graph, which may be another than the one that was learned from
     */
    public Vectors vectors(GcnTraining.Data data) {
        HeteroGraph graph = data.graph();
        NodeIndex all = graph.nodes(NodeLabel.CONTENT);
        int[] places = IntStream.range(0, all.size()).map(content -> contents.ordinal(all.key(content))).toArray();
        return Torch.withoutGradients(() -> {
            try (NDManager scope = manager.newSubManager(); NDScope arrays = new NDScope()) {
                arrays.suppressNotUsedWarning();
                Propagation propagation = new Propagation(scope, relations(data, all.size()), places);
                ByRole<NDArray> vectors = model.apply(scope, propagation, places, 0, new SplittableRandom(0));
                NDArray triggers = vectors.trigger();
                return new Vectors(
                        EmbeddingTable.of(EmbeddingTable.Metric.COSINE, Torch.rows(vectors.target())),
                        new GcnEmbeddings(
                                NodeIndex.of(origin.relations()), ByRole.of(this::attention),
                                table(model.nodes(scope, places)),
                                table(triggers), graph.behaviour().users(),
                                table(users(scope, graph.behaviour(), all.size()).matMul(triggers))));
            }
        });
    }

    /** The relations that the model has an attention for; those that the graph does not have lead nowhere. */
    private List<Relation> relations(GcnTraining.Data data, int size) {
        Map<String, Relation> there = Relations.of(data.graph(), data.tables()).stream()
                .collect(Collectors.toMap(Relation::name, Function.identity()));
        List<CsrTable> nowhere = List.of(CsrTable.empty(size, size));
        return origin.relations().stream()
                .map(name -> there.getOrDefault(name, new Relation(name, false, nowhere, nowhere))).toList();
    }

    /** Each user to everything that the user engaged with, all alike: [users, contents], rows that add up to 1. */
    private static NDArray users(NDManager scope, Behaviour behaviour, int contents) {
        int users = behaviour.users().size();
        CsrTable.Builder table = CsrTable.builder(contents);
        for (int user = 0; user < users; user++) {
            int[] engaged = IntStream.range(behaviour.start(user), behaviour.end(user))
                    .filter(event -> behaviour.action(event).positive()).map(behaviour::target).distinct().sorted()
                    .toArray();
            for (int content : engaged) {
                table.add(content, 1f / engaged.length);
            }
            table.endRow();
        }
        return SparseRows.of(scope, table.build(), IntStream.range(0, users).toArray());
    }

    private AttentionWeights attention(Role role) {
        String name = GcnModel.attention(role);
        return new AttentionWeights(
                numbers(name + SemanticAttention.KEY), numbers(name + SemanticAttention.SHIFT),
                numbers(name + SemanticAttention.QUERY), numbers(name + SemanticAttention.BIAS));
    }

    private float[] numbers(String weight) {
        return Objects.requireNonNull(weights.parameters().get(weight)).toFloatArray();
    }

    private static EmbeddingTable table(NDArray vectors) {
        return EmbeddingTable.ofNonZero(EmbeddingTable.Metric.INNER_PRODUCT, Torch.rows(vectors));
    }

    @Override
    public void close() {
        weights.close();
        manager.close();
    }
}
