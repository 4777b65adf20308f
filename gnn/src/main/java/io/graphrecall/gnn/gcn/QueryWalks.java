package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.NodeLabel;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Random walks from search queries to contents: to those that users engaged with after the query, and over the features
 * that the query names. Rows of all tables sum to 1 or are empty. Immutable; thread-safe.
 *
 * @param clickThrough [queries, contents]
 * @param named        by feature space, [queries, features]: features of contents that a query names, weighted by idf
 * @param postings     by feature space, [features, contents]
 */
record QueryWalks(
        CsrTable clickThrough, Map<FeatureSpace, CsrTable> named, Map<FeatureSpace, CsrTable> postings) {

    /** Number of walks, and of inputs of a query's attention without its own embedding. */
    static final int COUNT = 1 + FeatureSpace.values().length;

    /** Builds the walks of a graph. Only click-through depends on behaviour. */
    static QueryWalks of(HeteroGraph graph, TableParameters parameters, GraphTables tables) {
        Map<FeatureSpace, CsrTable> named = new EnumMap<>(FeatureSpace.class);
        Map<FeatureSpace, CsrTable> postings = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : FeatureSpace.values()) {
            FeatureTables features = tables.features(space);
            named.put(space, named(features));
            postings.put(space, Relation.rowNormalised(features.postings().inMemory()));
        }
        return new QueryWalks(clickThrough(graph, parameters), named, postings);
    }

    /** Returns the walk over click-through of a graph, the only one that depends on behaviour. */
    static CsrTable clickThrough(HeteroGraph graph, TableParameters parameters) {
        QueryClickThrough counted = TableBuild.clickThrough(graph, parameters);
        CsrTable.Builder table = CsrTable.builder(graph.nodes(NodeLabel.CONTENT).size());
        int pair = 0;
        for (int query = 0; query < graph.nodes(NodeLabel.QUERY).size(); query++) {
            for (; pair < counted.size() && counted.query(pair) == query; pair++) {
                if (!counted.isItem(pair)) {
                    table.add(counted.target(pair), counted.weight(pair));
                }
            }
            table.endRow();
        }
        return Relation.rowNormalised(table.build());
    }

    private static CsrTable named(FeatureTables features) {
        CsrTable queries = features.queries().inMemory();
        CsrTable.Builder table = CsrTable.builder(queries.columns());
        for (int query = 0; query < queries.rows(); query++) {
            for (int entry = queries.start(query); entry < queries.end(query); entry++) {
                float weight = queries.weight(entry) * idf(features, queries.column(entry));
                if (weight > 0) {
                    table.add(queries.column(entry), weight);
                }
            }
            table.endRow();
        }
        return Relation.rowNormalised(table.build());
    }

    /** Returns the inverse document frequency of a feature; 0 if no content has it, so that no walk ends there. */
    private static float idf(FeatureTables features, int feature) {
        return features.largest()[feature] > 0 ? features.idf()[feature] : 0;
    }

    /** Returns the shares of the features of a query that is not in the tables, as in a row of {@link #named}. */
    static SparseVector shares(SparseVector features, FeatureTables tables) {
        float[] shares = new float[features.size()];
        float sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = features.weights()[i] * idf(tables, features.ordinals()[i]);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length && sum > 0; i++) {
            shares[i] /= sum;
        }
        return new SparseVector(features.ordinals(), shares);
    }

    /** Returns the tables of the walk over a feature space, in walking order. */
    List<CsrTable> walk(FeatureSpace space) {
        return List.of(Objects.requireNonNull(named.get(space)), Objects.requireNonNull(postings.get(space)));
    }
}
