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
 * The elements of a user's sequences as a graph: two are joined over a meta-path where they share what joins them, a tag, or
 * a category or an attribute where they have no tags. The weight is the sum of the inverse document frequencies of what
 * they share; each element's weights add up to 1.
 */
final class JoinedElements {

    /** content-tag-content, content-tag-item, item-tag-item, query-tag-content, query-tag-item. */
    private static final List<List<SequenceKind>> ENDS = List.of(
            List.of(SequenceKind.CONTENT, SequenceKind.CONTENT), List.of(SequenceKind.CONTENT, SequenceKind.ITEM),
            List.of(SequenceKind.ITEM, SequenceKind.ITEM), List.of(SequenceKind.QUERY, SequenceKind.CONTENT),
            List.of(SequenceKind.QUERY, SequenceKind.ITEM));

    /** How many meta-paths there are. */
    static final int PATHS = ENDS.size();

    private JoinedElements() {}

    /** What joins the elements of a user's sequences, by kind, the oldest first. */
    interface Joining {

        /** Of the elements of one kind, as many as the sequence has that is read. */
        List<SparseVector> of(int user, SequenceKind kind);
    }

    /**
     * How the elements of some users are joined, over every meta-path in both directions.
     *
     * @param sequences as the model reads them; a kind that no user has is left out
     */
    static List<MatchBatch.Join> of(
            NDManager manager, int users, Map<SequenceKind, MatchBatch.Sequence> sequences, Joining joining) {
        Map<SequenceKind, Integer> lengths = new EnumMap<>(SequenceKind.class);
        sequences.forEach((kind, sequence) -> lengths.put(kind, (int) sequence.mask().getShape().get(1)));
        List<MatchBatch.Join> joins = new ArrayList<>();
        for (int path = 0; path < PATHS; path++) {
            SequenceKind one = ENDS.get(path).getFirst();
            SequenceKind other = ENDS.get(path).getLast();
            if (lengths.containsKey(one) && lengths.containsKey(other)) {
                joins.add(join(manager, path, one, other, users, lengths, joining));
                if (one != other) {
                    joins.add(join(manager, path, other, one, users, lengths, joining));
                }
            }
        }
        return joins;
    }

    private static MatchBatch.Join join(
            NDManager manager, int path, SequenceKind from, SequenceKind to, int users,
            Map<SequenceKind, Integer> lengths, Joining joining) {
        int rows = lengths.getOrDefault(from, 0);
        int columns = lengths.getOrDefault(to, 0);
        float[] weights = new float[users * rows * columns];
        for (int user = 0; user < users; user++) {
            List<SparseVector> getting = joining.of(user, from);
            List<SparseVector> giving = joining.of(user, to);
            for (int i = 0; i < getting.size(); i++) {
                int row = (user * rows + rows - getting.size() + i) * columns;
                addRow(getting.get(i), giving, weights, row + columns - giving.size());
            }
        }
        return new MatchBatch.Join(path, from, to, manager.create(weights, new Shape(users, rows, columns)));
    }

    private static void addRow(SparseVector element, List<SparseVector> others, float[] weights, int begin) {
        float sum = 0;
        for (int i = 0; i < others.size(); i++) {
            weights[begin + i] = shared(element, others.get(i));
            sum += weights[begin + i];
        }
        for (int i = 0; i < others.size() && sum > 0; i++) {
            weights[begin + i] /= sum;
        }
    }

    private static float shared(SparseVector one, SparseVector other) {
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
