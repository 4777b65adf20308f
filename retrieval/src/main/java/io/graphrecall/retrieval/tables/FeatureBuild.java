package io.graphrecall.retrieval.tables;

import static io.graphrecall.schema.NodeLabel.ATTRIBUTE;
import static io.graphrecall.schema.NodeLabel.CATEGORY;
import static io.graphrecall.schema.NodeLabel.CONTENT;
import static io.graphrecall.schema.NodeLabel.ITEM;
import static io.graphrecall.schema.NodeLabel.QUERY;
import static io.graphrecall.schema.NodeLabel.TAG;
import static io.graphrecall.schema.RelationshipType.HAS_ATTRIBUTE;
import static io.graphrecall.schema.RelationshipType.HAS_TAG;
import static io.graphrecall.schema.RelationshipType.IN_CATEGORY;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.metapath.term.TermVectors;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.retrieval.QueryVocabulary;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Computes the feature tables of all spaces and the query vocabulary. */
final class FeatureBuild {

    private final HeteroGraph graph;
    private final CsrTable tagClosure;
    private final float[] termIdf;
    /** Without the ancestors of tags. */
    private final QueryVocabulary names;
    private final CategoryFeatures categories;
    private final AttributeFeatures attributes;

    FeatureBuild(HeteroGraph graph) {
        this.graph = graph;
        tagClosure = TagFeatures.closure(graph);
        categories = CategoryFeatures.of(graph);
        attributes = AttributeFeatures.of(graph);
        termIdf = idf(graph.texts().contents());
        names = VocabularyBuild.of(
                graph.nodes(TAG), graph.synonyms(), categories.index(),
                used(IN_CATEGORY, CATEGORY, categories.closure()), graph.nodes(ATTRIBUTE),
                used(HAS_ATTRIBUTE, ATTRIBUTE, attributes.closure()), attributes.index().size());
    }

    /** Returns the weights that a tag gives itself and its ancestors. */
    CsrTable tagClosure() {
        return tagClosure;
    }

    QueryVocabulary vocabulary() {
        Map<FeatureSpace, CsrTable> meanings = new EnumMap<>(names.meanings());
        meanings.computeIfPresent(FeatureSpace.TAG, (space, tags) -> SparseProducts.maxProduct(tags, tagClosure));
        return new QueryVocabulary(names.phrases(), meanings);
    }

    /** Returns a reader that finds the tags of a text without their ancestors. */
    QueryReader reader(Segmenter segmenter) {
        return new QueryReader(names, graph.texts().terms(), termIdf, segmenter);
    }

    Map<FeatureSpace, FeatureTables> tables(Segmenter segmenter) {
        QueryReader reader = reader(segmenter);
        NodeIndex queryIndex = graph.nodes(QUERY);
        List<FeatureArrays> queries = IntStream.range(0, queryIndex.size()).parallel()
                .mapToObj(query -> reader.read(queryIndex.key(query))).toList();
        Map<FeatureSpace, FeatureTables> tables = new EnumMap<>(FeatureSpace.class);

        CsrTable given = product(QUERY, HAS_TAG, TAG, tagClosure);
        CsrTable named = SparseProducts.maxProduct(table(queries, FeatureSpace.TAG, tagClosure.rows()), tagClosure);
        tables.put(
                FeatureSpace.TAG,
                space(graph.nodes(TAG), HAS_TAG, TAG, tagClosure, SparseProducts.elementwiseMax(given, named)));
        tables.put(
                FeatureSpace.CATEGORY,
                space(
                        categories.index(), IN_CATEGORY, CATEGORY, categories.closure(),
                        table(queries, FeatureSpace.CATEGORY, categories.index().size())));
        tables.put(
                FeatureSpace.ATTRIBUTE,
                space(
                        attributes.index(), HAS_ATTRIBUTE, ATTRIBUTE, attributes.closure(),
                        table(queries, FeatureSpace.ATTRIBUTE, attributes.index().size())));
        tables.put(
                FeatureSpace.TERM,
                space(
                        graph.texts().terms(),
                        graph.texts().names(),
                        termVectors(graph.texts().contents(), termIdf),
                        termVectors(graph.texts().items(), termIdf),
                        table(queries, FeatureSpace.TERM, termIdf.length)));
        return tables;
    }

    /**
     * Returns the tables of a space whose features come from one type of relationship.
     *
     * @param closure node of the relationship's end to its features
     */
    private FeatureTables space(
            NodeIndex index, RelationshipType type, NodeLabel to, CsrTable closure, CsrTable queries) {
        return space(index, index, product(CONTENT, type, to, closure), product(ITEM, type, to, closure), queries);
    }

    /** Returns the features that contents have. */
    private BitSet used(RelationshipType type, NodeLabel to, CsrTable closure) {
        BitSet used = new BitSet(closure.columns());
        BitSet nodes = new BitSet(closure.rows());
        IntStream.of(graph.adjacency(new Hop(CONTENT, type, to)).columnArray()).forEach(nodes::set);
        nodes.stream().forEach(
                node -> IntStream.range(closure.start(node), closure.end(node)).map(closure::column)
                        .forEach(used::set));
        return used;
    }

    private CsrTable product(NodeLabel from, RelationshipType type, NodeLabel to, CsrTable closure) {
        return SparseProducts.maxProduct(graph.adjacency(new Hop(from, type, to)), closure);
    }

    private static FeatureTables space(
            NodeIndex index, NodeIndex names, CsrTable contents, CsrTable items, CsrTable queries) {
        return new FeatureTables(index, names, idf(contents), FeatureTables.uniform(index), contents, items, queries,
                contents.transpose());
    }

    /** Returns {@code ln(1 + N / max(1, df))} by feature. */
    private static float[] idf(CsrTable contents) {
        int[] frequencies = new int[contents.columns()];
        for (int column : contents.columnArray()) {
            frequencies[column]++;
        }
        float[] idf = new float[frequencies.length];
        for (int feature = 0; feature < idf.length; feature++) {
            idf[feature] = (float) Math.log1p((double) contents.rows() / Math.max(1, frequencies[feature]));
        }
        return idf;
    }

    private static CsrTable table(List<FeatureArrays> nodes, FeatureSpace space, int features) {
        CsrTable.Builder table = CsrTable.builder(features);
        for (FeatureArrays node : nodes) {
            SparseVector vector = node.vector(space);
            table.row(vector.ordinals(), vector.weights(), vector.size());
        }
        return table.build();
    }

    private static CsrTable termVectors(CsrTable counts, float[] idf) {
        CsrTable.Builder vectors = CsrTable.builder(counts.columns());
        SparseSum sum = new SparseSum();
        for (int row = 0; row < counts.rows(); row++) {
            sum.clear();
            sum.add(counts.columnArray(), counts.weightArray(), counts.start(row), counts.end(row), 1);
            SparseVector vector = TermVectors.weigh(sum, idf);
            vectors.row(vector.ordinals(), vector.weights(), vector.size());
        }
        return vectors.build();
    }
}
