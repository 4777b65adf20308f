package io.graphrecall.retrieval.neighbour;

import com.carrotsearch.hppc.IntArrayList;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.ParallelRows;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.schema.Progress;

import java.util.Arrays;

/**
 * Item-to-item neighbours by behaviour: directed transitions combined with item-based collaborative filtering.
 *
 * <pre>
 * l(u)    = 1 / log2(1 + length of u's sequence)
 * T(a, b) = sum over users u who engaged with b g engagements after a: l(u) x gapWeight(g) x s(u, a) x s(u, b)
 * K(a, b) = sum over users u of both: l(u) x s(u, a) x s(u, b)
 * n(a)    = sum over users u of a: l(u) x s(u, a)^2
 * weight  = T(a, b) / sqrt(sum over b' of T(a, b')) + coOccurrence x K(a, b) / sqrt(n(a) x n(b))
 * </pre>
 *
 * where s is the strength of the user's engagement. T is a first-order Markov chain over a window. K is item-based
 * collaborative filtering (Sarwar et al. 2001, Deshpande and Karypis 2004) with inverse user frequency. Rows are
 * computed one by one from an inverted list of sequence positions, so memory does not grow with the number of pairs.
 */
public final class BehaviourNeighbours {

    private final NeighbourParameters parameters;
    private final double[] gapWeights;
    private final EngagementSequences sequences;
    private final int contents;
    private final int[] userOf;
    private final int[] positionOffsets;
    private final int[] positions;
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
        positionOffsets = new int[contents + 1];
        for (int user = 0; user < sequences.users(); user++) {
            int start = sequences.start(user);
            int end = sequences.end(user);
            userWeights[user] = Math.log(2) / Math.log1p(Math.max(1, end - start));
            Arrays.fill(userOf, start, end, user);
            for (int position = start; position < end; position++) {
                int content = sequences.content(position);
                norms[content] += userWeights[user] * sequences.strength(position) * sequences.strength(position);
                positionOffsets[content + 1]++;
            }
        }
        Arrays.parallelPrefix(positionOffsets, Integer::sum);
        positions = new int[sequences.size()];
        int[] next = Arrays.copyOf(positionOffsets, contents);
        for (int position = 0; position < positions.length; position++) {
            positions[next[sequences.content(position)]++] = position;
        }
    }

    /**
     * Returns the neighbours of each content by descending weight.
     *
     * @param contents number of contents
     * @param seed     seed of the order of equal weights
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

    /** Computes single rows. The scratch space has two sums per content. */
    private final class Row implements ParallelRows.RowComputer {

        private final double[] transitions = new double[contents];
        private final double[] coOccurrences = new double[contents];
        private final IntArrayList nonZero = new IntArrayList();
        private final TopEntries best;

        Row(long seed) {
            best = new TopEntries(parameters.neighbours(), seed);
        }

        @Override
        public void compute(int row, CsrTable.Builder table) {
            int users = positionOffsets[row + 1] - positionOffsets[row];
            int stride = Math.max(1, (users + parameters.usersPerContent() - 1) / parameters.usersPerContent());
            for (int i = positionOffsets[row]; i < positionOffsets[row + 1]; i += stride) {
                addUser(positions[i], stride);
            }
            best.begin(row);
            double total = 0;
            for (int i = 0; i < nonZero.size(); i++) {
                total += transitions[nonZero.get(i)];
            }
            double transitionScale = total > 0 ? 1 / Math.sqrt(total) : 0;
            for (int i = 0; i < nonZero.size(); i++) {
                int content = nonZero.get(i);
                if (content != row) {
                    best.offer(content, transitions[content] * transitionScale + parameters.coOccurrence()
                            * coOccurrences[content] / Math.sqrt(norms[row] * norms[content]));
                }
                transitions[content] = 0;
                coOccurrences[content] = 0;
            }
            nonZero.clear();
            best.endRow(table);
        }

        /** @param sampledUsers number of users of the content that this one stands for */
        private void addUser(int position, int sampledUsers) {
            int user = userOf[position];
            double weight = sampledUsers * userWeights[user] * sequences.strength(position);
            int from = Math.max(sequences.start(user), position - parameters.reach());
            int to = Math.min(sequences.end(user), position + parameters.reach() + 1);
            for (int other = from; other < to; other++) {
                int content = sequences.content(other);
                markNonZero(content);
                coOccurrences[content] += weight * sequences.strength(other);
            }
            int last = Math.min(sequences.end(user) - 1, position + gapWeights.length);
            for (int other = position + 1; other <= last; other++) {
                int content = sequences.content(other);
                markNonZero(content);
                transitions[content] += weight * gapWeights[other - position - 1] * sequences.strength(other);
            }
        }

        private void markNonZero(int content) {
            if (transitions[content] == 0 && coOccurrences[content] == 0) {
                nonZero.add(content);
            }
        }
    }
}
