package io.graphrecall.gnn.personalised;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.retrieval.vector.SpaceParameters;
import io.graphrecall.retrieval.vector.VectorIndex;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Contents that are like a target by what they say or show, without being its next of kin: those of some ranks among its
 * nearest. Thread-safe.
 */
final class HardNegatives {

    /** Of the contents in these ranks so many are kept for each target, chosen by the seed. */
    private static final int KEPT = 32;

    /** By content; none for one that is no target, or has no vector. */
    private final int[][] byContent;

    private HardNegatives(int[][] byContent) {
        this.byContent = byContent;
    }

    /**
     * @param vectors  by which contents are like each other; null for none at all
     * @param contents how many there are
     * @param targets  contents
     */
    static HardNegatives of(
            PersonalisedParameters.Negatives negatives, @Nullable EmbeddingTable vectors, int contents, int[] targets,
            long seed) {
        int[][] byContent = new int[contents][0];
        if (vectors != null && vectors.rows() > 0 && negatives.hard() > 0) {
            ExactIndex exact = ExactIndex.of(vectors, seed);
            VectorIndex index = VectorIndex.of(vectors, exact, SpaceParameters.DEFAULT, seed);
            Arrays.stream(targets).distinct().parallel().forEach(target -> {
                float[] vector = exact.vector(target);
                if (vector != null) {
                    SparseVector nearest = index.search(vector, negatives.upTo(), other -> other != target);
                    int[] ranked = Arrays.copyOf(nearest.ordinals(), nearest.size());
                    byContent[target] = some(ranked, negatives.from() - 1, new SplittableRandom(seed + target));
                }
            });
        }
        return new HardNegatives(byContent);
    }

    /** Some of those from a place on, by chance. */
    private static int[] some(int[] ranked, int from, SplittableRandom random) {
        int[] rest = Arrays.copyOfRange(ranked, Math.min(from, ranked.length), ranked.length);
        int count = Math.min(KEPT, rest.length);
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(rest.length - i);
            int chosen = rest[other];
            rest[other] = rest[i];
            rest[i] = chosen;
        }
        return Arrays.copyOf(rest, count);
    }

    /**
     * Draws negatives of a target.
     *
     * @param never contents that are not answered
     * @return as many as asked for; -1 in place of one that is not there, or must not be
     */
    int[] draw(int target, int count, BitSet never, SplittableRandom random) {
        int[] known = byContent[target];
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int one = known.length == 0 ? -1 : known[random.nextInt(known.length)];
            drawn[i] = one >= 0 && never.get(one) ? -1 : one;
        }
        return drawn;
    }
}
