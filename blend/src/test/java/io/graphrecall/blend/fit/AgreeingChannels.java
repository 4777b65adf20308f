package io.graphrecall.blend.fit;

import io.graphrecall.blend.CandidateFeatures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Requests in which two channels return the target at a random rank and agree on little else. No weights of the two rank
 * it first, but a model that sees the number of channels does.
 */
final class AgreeingChannels {

    static final List<String> IDS = List.of("one", "two");
    static final double[] GIVEN = {1, 1};
    static final int CANDIDATES = 300;
    private static final int LISTED = 160;

    /** Maximum popularity of candidates, popular targets excepted. */
    private static final double MAX_POPULARITY = 0.9;

    private AgreeingChannels() {}

    /** Requests in which popularity is random. */
    static List<LabelledCandidates> requests(int count, long seed) {
        Random random = new Random(seed);
        return requests(count, random, () -> MAX_POPULARITY * random.nextDouble());
    }

    /** Requests in which the target is the most popular candidate. */
    static List<LabelledCandidates> popularTargets(int count, long seed) {
        return requests(count, new Random(seed), () -> 1);
    }

    private static List<LabelledCandidates> requests(int count, Random random, DoubleSupplier targetPopularity) {
        return IntStream.range(0, count).mapToObj(n -> {
            List<Integer> shuffled = new ArrayList<>(IntStream.range(1, CANDIDATES).boxed().toList());
            Collections.shuffle(shuffled, random);
            int[][] slots = {withTarget(shuffled.subList(0, LISTED - 1), random),
                withTarget(shuffled.subList(CANDIDATES - LISTED, CANDIDATES - 1), random)};
            float[] falling = floats(LISTED, rank -> 0.2 - rank * 0.001);
            float[] popularity = floats(CANDIDATES,
                    slot -> slot == 0 ? targetPopularity.getAsDouble() : MAX_POPULARITY * random.nextDouble());
            return new LabelledCandidates(
                    new CandidateFeatures(
                            slots, new float[][] {falling, falling}, new float[CANDIDATES], popularity),
                    0);
        }).toList();
    }

    private static int[] withTarget(List<Integer> others, Random random) {
        List<Integer> list = new ArrayList<>(others);
        list.add(0);
        Collections.shuffle(list, random);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static float[] floats(int count, IntToDoubleFunction value) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) value.applyAsDouble(i);
        }
        return floats;
    }

    /** Hit rates of the sum of both channels' scores. */
    static double[] equalWeightHits(List<LabelledCandidates> requests) {
        int width = CandidateFeatures.width(IDS.size());
        int one = CandidateFeatures.scoreColumn(0);
        int two = CandidateFeatures.scoreColumn(1);
        return requests.stream().mapToDouble(request -> {
            float[] rows = request.rows();
            float[] sums = floats(request.candidates().size(),
                    slot -> rows[slot * width + one] + rows[slot * width + two]);
            return CandidateScores.expectedHits(sums, request.target());
        }).toArray();
    }
}
