package io.graphrecall.gnn.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Losses;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Candidate contents of a softmax loss. Full softmax compares with all contents. Sampled softmax compares with the targets
 * of the batch and with negatives drawn in proportion to how often a content is a target, plus one; the log-Q correction
 * makes it an estimate of the full softmax
 * (<a href="https://doi.org/10.1109/TNN.2007.912312">Bengio and Senécal 2008</a>). Immutable; thread-safe.
 */
public final class SoftmaxCandidates {

    private final boolean full;
    private final int negatives;
    /** Cumulative probability of one draw, by content. */
    private final double[] cumulative;

    /**
     * @param contents  number of contents
     * @param targets   contents of all training targets, with repetitions
     * @param full      true for full softmax
     * @param negatives draws per batch of sampled softmax
     */
    public SoftmaxCandidates(int contents, int[] targets, boolean full, int negatives) {
        this.full = full;
        this.negatives = negatives;
        cumulative = new double[full ? 0 : contents];
        if (!full) {
            Arrays.fill(cumulative, 1);
            Arrays.stream(targets).forEach(content -> cumulative[content]++);
            Arrays.parallelPrefix(cumulative, Double::sum);
            double total = cumulative[contents - 1];
            Arrays.setAll(cumulative, content -> cumulative[content] / total);
        }
    }

    /** Returns the distinct candidates of a batch, its targets first; empty for full softmax. */
    public int[] sample(int[] targets, SplittableRandom random) {
        if (full) {
            return new int[0];
        }
        Set<Integer> candidates = new LinkedHashSet<>();
        Arrays.stream(targets).forEach(candidates::add);
        for (int i = 0; i < negatives; i++) {
            int index = Arrays.binarySearch(cumulative, random.nextDouble());
            candidates.add(Math.min(cumulative.length - 1, index < 0 ? -index - 1 : index + 1));
        }
        return candidates.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Returns log q of each candidate, where q is the probability that the content is a candidate of a batch.
     *
     * @param targets number of targets of the batch
     */
    float[] logQ(int[] candidates, int targets) {
        float[] logQ = new float[candidates.length];
        for (int i = 0; i < logQ.length; i++) {
            int content = candidates[i];
            double probability = cumulative[content] - (content == 0 ? 0 : cumulative[content - 1]);
            logQ[i] = (float) Math.log(-Math.expm1((negatives + targets) * Math.log1p(-probability)));
        }
        return logQ;
    }

    /**
     * Returns the cross-entropy of each target among the candidates, [batch].
     *
     * @param users      [batch, dim]
     * @param vectors    of the candidates, [candidates, dim]; of all contents for full softmax
     * @param targets    target content of each user, [batch]
     * @param candidates from {@link #sample}
     */
    public NDArray crossEntropies(NDManager scope, NDArray users, NDArray vectors, int[] targets, int[] candidates) {
        NDArray logits = users.matMul(vectors.transpose());
        NDArray targetLogits = users.mul(Layers.embedding(vectors, scope.create(columns(targets, candidates))))
                .sum(new int[] {1});
        if (!full) {
            logits = logits.sub(scope.create(logQ(candidates, targets.length)));
            targetLogits = targetLogits.sub(scope.create(logQ(targets, targets.length)));
        }
        return Losses.logSumExp(logits).sub(targetLogits);
    }

    /** Returns the column of each content in the logits. */
    private long[] columns(int[] contents, int[] candidates) {
        if (full) {
            return Arrays.stream(contents).asLongStream().toArray();
        }
        Map<Integer, Integer> columnOf = IntStream.range(0, candidates.length).boxed()
                .collect(Collectors.toMap(i -> candidates[i], i -> i));
        return Arrays.stream(contents).mapToLong(columnOf::get).toArray();
    }
}
