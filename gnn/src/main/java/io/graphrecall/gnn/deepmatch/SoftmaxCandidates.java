package io.graphrecall.gnn.deepmatch;

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
 * The contents that users are compared with in a step of training: all of them where they are few; else the targets of
 * the step and a sample, drawn about as often as contents are targets. Immutable; thread-safe.
 */
public final class SoftmaxCandidates {

    private final boolean whole;
    private final int negatives;
    /** By content: how often one draw yields it or one with a lower ordinal. */
    private final double[] upTo;

    /**
     * @param contents  how many there are
     * @param targets   the contents of all targets, each as often as it is one
     * @param negatives drawn a step
     */
    public SoftmaxCandidates(int contents, int[] targets, boolean whole, int negatives) {
        this.whole = whole;
        this.negatives = negatives;
        upTo = new double[whole ? 0 : contents];
        if (!whole) {
            Arrays.fill(upTo, 1);
            Arrays.stream(targets).forEach(content -> upTo[content]++);
            Arrays.parallelPrefix(upTo, Double::sum);
            double total = upTo[contents - 1];
            Arrays.setAll(upTo, content -> upTo[content] / total);
        }
    }

    /** The contents of a step, each once, its targets among them; none where all are compared with. */
    public int[] candidates(int[] targets, SplittableRandom random) {
        if (whole) {
            return new int[0];
        }
        Set<Integer> chosen = new LinkedHashSet<>();
        Arrays.stream(targets).forEach(chosen::add);
        for (int i = 0; i < negatives; i++) {
            int place = Arrays.binarySearch(upTo, random.nextDouble());
            chosen.add(Math.min(upTo.length - 1, place < 0 ? -place - 1 : place + 1));
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The logarithms of how likely each candidate is one. Taken off the logits, they make the sampled softmax estimate
     * the whole one (Bengio and Senecal 2008).
     *
     * @param targets how many the step has
     */
    float[] logExpected(int[] candidates, int targets) {
        float[] logs = new float[candidates.length];
        for (int i = 0; i < logs.length; i++) {
            int content = candidates[i];
            double share = upTo[content] - (content == 0 ? 0 : upTo[content - 1]);
            logs[i] = (float) Math.log(-Math.expm1((negatives + targets) * Math.log1p(-share)));
        }
        return logs;
    }

    /**
     * The mean of {@code -log softmax} of what each user's target scores among the candidates, one number.
     *
     * @param users   [B, width]
     * @param vectors of the candidates, [candidates, width]; of all contents where all are compared with
     * @param targets the content of each user, B of them
     */
    public NDArray loss(NDManager scope, NDArray users, NDArray vectors, int[] targets, int[] candidates) {
        NDArray logits = users.matMul(vectors.transpose());
        NDArray right = users.mul(Layers.rows(vectors, scope.create(columns(targets, candidates))))
                .sum(new int[] {1});
        if (!whole) {
            logits = logits.sub(scope.create(logExpected(candidates, targets.length)));
            right = right.sub(scope.create(logExpected(targets, targets.length)));
        }
        return Losses.logSumExp(logits).sub(right).mean().reshape(1);
    }

    /** Where the contents stand among the candidates; where all are compared with, the contents themselves. */
    private long[] columns(int[] contents, int[] candidates) {
        if (whole) {
            return Arrays.stream(contents).asLongStream().toArray();
        }
        Map<Integer, Integer> columnOf = IntStream.range(0, candidates.length).boxed()
                .collect(Collectors.toMap(i -> candidates[i], i -> i));
        return Arrays.stream(contents).mapToLong(columnOf::get).toArray();
    }
}
