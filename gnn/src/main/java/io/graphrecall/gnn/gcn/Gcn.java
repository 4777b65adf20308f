package io.graphrecall.gnn.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.tensor.EarlierWeights;
import io.graphrecall.gnn.tensor.ModelFile;
import io.graphrecall.gnn.tensor.SemanticAttention;
import io.graphrecall.gnn.tensor.SparseRows;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.TrainedModel;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.ModelSpaces;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A trained meta-path GCN. It stores contents and relations by name, so it can encode the graph of a later build.
 * Thread-safe. Owns native memory until it is closed.
 */
public final class Gcn implements TrainedModel {

    /** Name of the embedding space and of the channel. */
    public static final String SPACE = ModelSpaces.GCN;

    /** Incremented with every incompatible change of the format or the training samples. */
    private static final int VERSION = 6;
    private static final String NAME = "the meta-path GCN";

    private final NDManager manager;
    private final Weights weights;
    private final GcnModel model;
    private final GcnMetadata metadata;
    private final NodeIndex contents;
    private final NodeIndex queries;

    /**
     * @param device   device that encodes graphs
     * @param contents contents with an embedding
     * @param queries  search queries with an embedding
     * @param values   weights by name, which are copied
     */
    Gcn(ComputeDevice device, GcnMetadata metadata, NodeIndex contents, NodeIndex queries,
            Map<String, NDArray> values) {
        this.metadata = metadata;
        this.contents = contents;
        this.queries = queries;
        GcnParameters parameters = metadata.parameters();
        manager = Torch.open(device, parameters.schedule().threads());
        weights = new Weights(manager);
        model = new GcnModel(weights, parameters.width(), contents.size(), queries.size(), metadata.relations().size());
        weights.setFrozen(values, manager);
    }

    /**
     * Vectors of a graph.
     *
     * @param targets content vectors in the target role: the space {@value #SPACE}
     * @param serving vectors from which the service encodes users and new contents
     */
    public record Vectors(EmbeddingTable targets, GcnEmbeddings serving) {}

    /** Everything but the weights. */
    private record Header(
            int version, @Nullable GcnMetadata metadata, List<String> contents, @Nullable List<String> queries) {}

    /**
     * Reads a model that {@link #write} wrote.
     *
     * @param device device that encodes graphs
     * @throws RecallException with code {@code CONFLICT} if the file is damaged or of another version
     */
    public static Gcn read(InputStream in, ComputeDevice device) {
        try (NDManager scope = Torch.open(1)) {
            ModelFile.Parts<Header> parts = ModelFile.read(NAME, in, scope, Header.class);
            Header header = parts.header();
            if (header.version() != VERSION || header.metadata() == null || header.queries() == null) {
                throw ModelFile.otherVersion(NAME, null);
            }
            return new Gcn(
                    device, header.metadata(), NodeIndex.of(header.contents()), NodeIndex.of(header.queries()),
                    parts.weights());
        }
    }

    @Override
    public void write(Path file) {
        try (NDManager scope = manager.newSubManager()) {
            ModelFile.write(file, scope, new Header(VERSION, metadata, contents.keys(), queries.keys()), weights.all());
        }
    }

    @Override
    public GcnMetadata metadata() {
        return metadata;
    }

    /** Returns the weights as initial ones of a model with other contents and queries. */
    EarlierWeights weightsFor(NodeIndex nextContents, NodeIndex nextQueries) {
        return new EarlierWeights(weights.values(), Map.of(
                GcnModel.EMBEDDINGS, EarlierWeights.rows(nextContents, contents),
                GcnModel.QUERIES, EarlierWeights.rows(nextQueries, queries)));
    }

    /**
     * Encodes the contents and queries of a graph.
     *
     * @param data the graph, not necessarily the training graph
     */
    public Vectors vectors(GcnTraining.Data data) {
        HeteroGraph graph = data.graph();
        NodeIndex allContents = graph.nodes(NodeLabel.CONTENT);
        int[] embeddingRows = EarlierWeights.rows(allContents, contents);
        return Torch.infer(manager, scope -> {
            Propagation propagation = new Propagation(scope, relations(data, allContents.size()), embeddingRows);
            NDArray initial = model.initial(scope, embeddingRows);
            RolePair<NDArray> vectors = model.apply(scope, propagation, initial, 0, new SplittableRandom(0));
            return new Vectors(
                    EmbeddingTable.of(EmbeddingTable.Metric.COSINE, Torch.rows(vectors.target())),
                    new GcnEmbeddings(
                            NodeIndex.of(metadata.relations()),
                            RolePair.of(role -> attention(GcnModel.attention(role))),
                            table(initial), table(vectors.trigger()), queries(scope, data, initial)));
        });
    }

    private @Nullable QueryEmbeddings queries(NDManager scope, GcnTraining.Data data, NDArray contents) {
        NodeIndex all = data.graph().nodes(NodeLabel.QUERY);
        if (queries.size() == 0 || all.size() == 0) {
            return null;
        }
        int[] rows = EarlierWeights.rows(all, queries);
        QueryWalks walks = QueryWalks.of(data.graph(), data.parameters(), data.tables());
        NDArray encoded = model.queries(
                scope, QueryPropagation.of(scope, walks, rows), contents, rows, 0, new SplittableRandom(0));
        Map<FeatureSpace, EmbeddingTable> features = new EnumMap<>(FeatureSpace.class);
        walks.postings().forEach((space, postings) -> features.put(space, postings.size() == 0
                ? EmbeddingTable.of(EmbeddingTable.Metric.INNER_PRODUCT, new float[postings.rows()][])
                : table(SparseRows.of(scope, postings).matMul(contents))));
        return new QueryEmbeddings(attention(GcnModel.QUERY_ATTENTION), table(encoded), features,
                (float) Math.exp(values(GcnModel.SEARCH_SCALE)[0]));
    }

    /** Returns the relations of the model; those that the graph lacks are empty. */
    private List<Relation> relations(GcnTraining.Data data, int size) {
        Map<String, Relation> present = GraphRelations.of(data.graph(), data.parameters()).stream()
                .collect(Collectors.toMap(Relation::name, Function.identity()));
        List<CsrTable> empty = List.of(CsrTable.empty(size, size));
        return metadata.relations().stream()
                .map(name -> present.getOrDefault(name, new Relation(name, false, empty, empty))).toList();
    }

    private AttentionWeights attention(String name) {
        return new AttentionWeights(
                values(name + SemanticAttention.KEY), values(name + SemanticAttention.SHIFT),
                values(name + SemanticAttention.QUERY), values(name + SemanticAttention.BIAS));
    }

    private float[] values(String weight) {
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
