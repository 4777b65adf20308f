package io.graphrecall.retrieval.neighbour;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.ParallelRows;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.schema.Progress;

import java.util.Arrays;

/**
 * Contents that the same users engaged with next, combined with those they engaged with at all:
 *
 * <pre>
 * l(u)    = 1 / log2(1 + length of u's sequence)
 * T(a, b) = sum over users u who engaged with b g engagements after a: l(u) x gapWeight(g) x s(u, a) x s(u, b)
 * K(a, b) = sum over users u of both: l(u) x s(u, a) x s(u, b)
 * n(a)    = sum over users u of a: l(u) x s(u, a)^2
 * weight  = T(a, b) / sqrt(sum over b' of T(a, b')) + coOccurrence x K(a, b) / sqrt(n(a) x n(b))
 * </pre>
 *
 * with s the strength of the user's engagement. The second part is item-based collaborative filtering (Sarwar et al.
 * 2001, Deshpande and Karypis 2004). Computed a row at a time from an inverted list of places, so that memory does not
 * grow with the number of pairs.
 */
public final class BehaviourNeighbours {

    private final NeighbourParameters parameters;
    private final double[] gapWeights;
    private final EngagementSequences sequences;
    private final int contents;
    private final int[] userOf;
    private final int[] placeOffsets;
    private final int[] places;
    private final double[] userWeights;
    private final double[] norms;

    private BehaviourNeighbours(EngagementSequences sequences, int contents, NeighbourParameters parameters) {
        this.parameters = parameters;
        this.sequences = sequences;
        this.contents = contents;
        gapWeights = parameters.gapWeights().stream().mapToDouble(Double::doubleValue).toArray();
        userOf = new int[sequences.size()];
        userWeights = new double[sequences.users()];
        norms = new double[contents];
        placeOffsets = new int[contents + 1];
        for (int user = 0; user < sequences.users(); user++) {
            int start = sequences.start(user);
            int end = sequences.end(user);
            userWeights[user] = Math.log(2) / Math.log1p(Math.max(1, end - start));
            Arrays.fill(userOf, start, end, user);
            for (int place = start; place < end; place++) {
                int content = sequences.content(place);
                norms[content] += userWeights[user] * sequences.strength(place) * sequences.strength(place);
                placeOffsets[content + 1]++;
            }
        }
        Arrays.parallelPrefix(placeOffsets, Integer::sum);
        places = new int[sequences.size()];
        int[] next = Arrays.copyOf(placeOffsets, contents);
        for (int place = 0; place < places.length; place++) {
            places[next[sequences.content(place)]++] = place;
        }
    }

    /**
     * Content to its neighbours, the heaviest first.
     *
     * @param contents how many contents there are
     * @param seed     orders equal weights
     */
    public static CsrTable compute(
            EngagementSequences sequences,
            int contents,
            NeighbourParameters parameters,
            long seed,
            Progress progress) {
        BehaviourNeighbours neighbours = new BehaviourNeighbours(sequences, contents, parameters);
        return ParallelRows.compute(contents, contents, () -> neighbours.new Row(seed), progress);
    }

    /** Computes rows with sums over all contents as scratch space. */
    private final class Row implements ParallelRows.RowComputer {

        private final double[] transitions = new double[contents];
        private final double[] together = new double[contents];
        private int[] touched = new int[1024];
        private int touchedCount;
        private final TopEntries best;

        Row(long seed) {
            best = new TopEntries(parameters.neighbours(), seed);
        }

        @Override
        public void compute(int row, CsrTable.Builder table) {
            int users = placeOffsets[row + 1] - placeOffsets[row];
            int stride = Math.max(1, (users + parameters.usersPerContent() - 1) / parameters.usersPerContent());
            for (int i = placeOffsets[row]; i < placeOffsets[row + 1]; i += stride) {
                addUser(places[i], stride);
            }
            best.begin(row);
            double total = 0;
            for (int i = 0; i < touchedCount; i++) {
                total += transitions[touched[i]];
            }
            double perTransition = total > 0 ? 1 / Math.sqrt(total) : 0;
            for (int i = 0; i < touchedCount; i++) {
                int content = touched[i];
                if (content != row) {
                    best.offer(content, transitions[content] * perTransition + parameters.coOccurrence()
                            * together[content] / Math.sqrt(norms[row] * norms[content]));
                }
                transitions[content] = 0;
                together[content] = 0;
            }
            touchedCount = 0;
            best.endRow(table);
        }

        /** @param represents for how many users of the content this one stands */
        private void addUser(int place, int represents) {
            int user = userOf[place];
            double weight = represents * userWeights[user] * sequences.strength(place);
            int from = Math.max(sequences.start(user), place - parameters.reach());
            int to = Math.min(sequences.end(user), place + parameters.reach() + 1);
            for (int other = from; other < to; other++) {
                int content = sequences.content(other);
                touch(content);
                together[content] += weight * sequences.strength(other);
            }
            int last = Math.min(sequences.end(user) - 1, place + gapWeights.length);
            for (int other = place + 1; other <= last; other++) {
                int content = sequences.content(other);
                touch(content);
                transitions[content] += weight * gapWeights[other - place - 1] * sequences.strength(other);
            }
        }

        private void touch(int content) {
            if (transitions[content] == 0 && together[content] == 0) {
                if (touchedCount == touched.length) {
                    touched = Arrays.copyOf(touched, touchedCount * 2);
                }
                touched[touchedCount++] = content;
            }
        }
    }
}
