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
 * Contents that are similar to a target by texts and media, but not the most similar ones: those in a range of ranks among
 * its nearest neighbours. Thread-safe.
 */
final class HardNegatives {

    /** Hard negatives stored per target, drawn at random from the range of ranks. */
    private static final int PER_TARGET = 32;

    /** By target content; empty for others and without a vector. */
    private final int[][] byTarget;

    private HardNegatives(int[][] byTarget) {
        this.byTarget = byTarget;
    }

    /**
     * @param vectors  content vectors of texts and media; null for no hard negatives
     * @param contents number of contents
     * @param targets  contents of the training targets
     */
    static HardNegatives of(
            PersonalisedParameters.Negatives negatives, @Nullable EmbeddingTable vectors, int contents, int[] targets,
            long seed) {
        int[][] byTarget = new int[contents][0];
        if (vectors != null && vectors.rows() > 0 && negatives.hard() > 0) {
            ExactIndex exact = ExactIndex.of(vectors, seed);
            VectorIndex index = VectorIndex.of(vectors, exact, SpaceParameters.DEFAULT, seed);
            Arrays.stream(targets).distinct().parallel().forEach(target -> {
                float[] vector = exact.vector(target);
                if (vector != null) {
                    SparseVector nearest = index.search(vector, negatives.maxRank(), other -> other != target);
                    int[] ranked = Arrays.copyOf(nearest.ordinals(), nearest.size());
                    byTarget[target] = sample(ranked, negatives.minRank() - 1, new SplittableRandom(seed + target));
                }
            });
        }
        return new HardNegatives(byTarget);
    }

    /** Draws contents from an index on, without replacement. */
    private static int[] sample(int[] ranked, int from, SplittableRandom random) {
        int[] pool = Arrays.copyOfRange(ranked, Math.min(from, ranked.length), ranked.length);
        int count = Math.min(PER_TARGET, pool.length);
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(pool.length - i);
            int drawn = pool[other];
            pool[other] = pool[i];
            pool[i] = drawn;
        }
        return Arrays.copyOf(pool, count);
    }

    /**
     * Draws negatives of a target.
     *
     * @param excluded contents that are no negatives of the user
     * @return {@code count} contents; -1 in place of a missing or excluded one
     */
    int[] draw(int target, int count, BitSet excluded, SplittableRandom random) {
        int[] stored = byTarget[target];
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int one = stored.length == 0 ? -1 : stored[random.nextInt(stored.length)];
            drawn[i] = one >= 0 && excluded.get(one) ? -1 : one;
        }
        return drawn;
    }
}
