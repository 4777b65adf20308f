package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.metapath.sparse.SparseVector;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Graph over the elements of a user's sequences. An edge of a meta-path joins two elements that share a link feature: a
 * tag, or a category or an attribute for elements without tags. Its weight is the sum of the inverse document frequencies
 * of the shared features; the weights of an element's edges are normalised to a sum of 1.
 */
final class SequenceGraph {

    /** Ends of content-tag-content, content-tag-item, item-tag-item, query-tag-content and query-tag-item. */
    private static final List<List<SequenceKind>> ENDS = List.of(
            List.of(SequenceKind.CONTENT, SequenceKind.CONTENT), List.of(SequenceKind.CONTENT, SequenceKind.ITEM),
            List.of(SequenceKind.ITEM, SequenceKind.ITEM), List.of(SequenceKind.QUERY, SequenceKind.CONTENT),
            List.of(SequenceKind.QUERY, SequenceKind.ITEM));

    /** Number of meta-paths. */
    static final int PATHS = ENDS.size();

    private SequenceGraph() {}

    /** Link features of the elements of users' sequences. */
    interface Links {

        /** Returns the link features of one user's elements of a kind, oldest first, as many as the model reads. */
        List<SparseVector> of(int user, SequenceKind kind);
    }

    /**
     * Returns the adjacency of each meta-path that occurs in a batch of users, in both directions.
     *
     * @param sequences by kind; a kind that no user has is absent
     */
    static List<MatchBatch.Adjacency> of(
            NDManager manager, int users, Map<SequenceKind, MatchBatch.Sequence> sequences, Links links) {
        Map<SequenceKind, Integer> lengths = new EnumMap<>(SequenceKind.class);
        sequences.forEach((kind, sequence) -> lengths.put(kind, (int) sequence.mask().getShape().get(1)));
        List<MatchBatch.Adjacency> graph = new ArrayList<>();
        for (int path = 0; path < PATHS; path++) {
            SequenceKind one = ENDS.get(path).getFirst();
            SequenceKind other = ENDS.get(path).getLast();
            if (lengths.containsKey(one) && lengths.containsKey(other)) {
                graph.add(adjacency(manager, path, one, other, users, lengths, links));
                if (one != other) {
                    graph.add(adjacency(manager, path, other, one, users, lengths, links));
                }
            }
        }
        return graph;
    }

    private static MatchBatch.Adjacency adjacency(
            NDManager manager, int path, SequenceKind from, SequenceKind to, int users,
            Map<SequenceKind, Integer> lengths, Links links) {
        int rows = lengths.getOrDefault(from, 0);
        int columns = lengths.getOrDefault(to, 0);
        float[] weights = new float[users * rows * columns];
        for (int user = 0; user < users; user++) {
            List<SparseVector> elements = links.of(user, from);
            List<SparseVector> neighbours = links.of(user, to);
            for (int i = 0; i < elements.size(); i++) {
                int row = (user * rows + rows - elements.size() + i) * columns;
                fillRow(elements.get(i), neighbours, weights, row + columns - neighbours.size());
            }
        }
        return new MatchBatch.Adjacency(path, from, to, manager.create(weights, new Shape(users, rows, columns)));
    }

    private static void fillRow(SparseVector element, List<SparseVector> neighbours, float[] weights, int begin) {
        float sum = 0;
        for (int i = 0; i < neighbours.size(); i++) {
            weights[begin + i] = sharedWeight(element, neighbours.get(i));
            sum += weights[begin + i];
        }
        for (int i = 0; i < neighbours.size() && sum > 0; i++) {
            weights[begin + i] /= sum;
        }
    }

    /** Returns the sum of the weights of shared features, by a merge of the sorted ordinals. */
    private static float sharedWeight(SparseVector one, SparseVector other) {
        float sum = 0;
        int i = 0;
        int j = 0;
        while (i < one.size() && j < other.size()) {
            int difference = Integer.compare(one.ordinals()[i], other.ordinals()[j]);
            sum += difference == 0 ? one.weights()[i] : 0;
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        return sum;
    }
}
