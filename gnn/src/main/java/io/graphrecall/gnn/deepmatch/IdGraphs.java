package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.tensor.SparseRows;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.neighbour.BehaviourNeighbours;
import io.graphrecall.retrieval.neighbour.EngagementSequences;
import io.graphrecall.retrieval.neighbour.NeighbourParameters;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Graphs over which id embeddings are smoothed. An edge joins contents that users engaged with one soon after the other; the
 * edges of a content sum to 1. The graph of a batch lacks the batch's users, else it would contain the targets that are
 * to be predicted. Arrays live as long as the manager.
 *
 * @param withoutFold by fold of users, the graph of all other users, sparse [nodes, nodes]
 * @param full        graph of all users, without validation targets, sparse [nodes, nodes]
 */
record IdGraphs(List<NDArray> withoutFold, NDArray full) {

    /** Number of folds of users. */
    static final int FOLDS = 5;

    /** Co-occurrence alone, at most three engagements apart; at most 30 edges of a content. */
    private static final NeighbourParameters EDGES = new NeighbourParameters(List.of(), 1, 3, 20_000, 30);

    /** Only strengths of engagements are used, which do not depend on times. */
    private static final EngagementWeights STRENGTHS = new EngagementWeights(
            EngagementParameters.DEFAULT, DataSet.Timestamps.ORDER_ONLY);

    static IdGraphs of(NDManager manager, TrainingData data, PrefixSamples samples, FeatureVocabulary vocabulary) {
        IntFunction<NDArray> graph = fold -> graph(manager, samples.knownWithout(fold, FOLDS), data, vocabulary);
        return new IdGraphs(IntStream.range(0, FOLDS).mapToObj(graph).toList(), graph.apply(PrefixSamples.NO_FOLD));
    }

    private static NDArray graph(
            NDManager manager, Behaviour behaviour, TrainingData data, FeatureVocabulary vocabulary) {
        int contents = data.tables().contents().size();
        CsrTable neighbours = BehaviourNeighbours.compute(
                EngagementSequences.of(behaviour, contents, STRENGTHS), contents, EDGES, 0, Progress.NONE);
        return SparseRows.of(manager, edges(neighbours, data, vocabulary));
    }

    /** Returns the rows of the nodes, which sum to 1; empty for items and for contents without neighbours. */
    private static CsrTable edges(CsrTable neighbours, TrainingData data, FeatureVocabulary vocabulary) {
        int[] nodeOf = IntStream.range(0, neighbours.rows())
                .map(content -> vocabulary.node(NodeLabel.CONTENT, data.tables().contents().key(content))).toArray();
        int[] contentOf = new int[vocabulary.nodes().size()];
        Arrays.fill(contentOf, -1);
        IntStream.range(0, nodeOf.length).filter(content -> nodeOf[content] >= 0)
                .forEach(content -> contentOf[nodeOf[content]] = content);
        CsrTable.Builder edges = CsrTable.builder(contentOf.length);
        for (int content : contentOf) {
            if (content >= 0) {
                double sum = 0;
                for (int entry = neighbours.start(content); entry < neighbours.end(content); entry++) {
                    sum += neighbours.weight(entry);
                }
                for (int entry = neighbours.start(content); entry < neighbours.end(content); entry++) {
                    edges.add(nodeOf[neighbours.column(entry)], (float) (neighbours.weight(entry) / sum));
                }
            }
            edges.endRow();
        }
        return edges.build();
    }
}
