package io.graphrecall.service.snapshot;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.retrieval.vector.Clusters;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.retrieval.vector.SpaceParameters;
import io.graphrecall.retrieval.vector.VectorIndex;
import io.graphrecall.retrieval.vector.VectorSpace;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A vector space of the generation made ready to serve. Immutable; thread-safe. */
public final class ServingSpace {

    /** Neighbours of a content that is newer than the generation, at most: as many as the build keeps. */
    static final int LIVE_NEIGHBOURS = SpaceParameters.DEFAULT.neighbours();

    private final String name;
    private final ExactIndex exact;
    private final VectorIndex index;
    private final CsrTable neighbours;
    private final Clusters clusters;
    private final int[][] members;

    private ServingSpace(VectorSpace space, ExactIndex exact, VectorIndex index, int[][] members) {
        this.name = space.name();
        this.exact = exact;
        this.index = index;
        this.neighbours = space.neighbours();
        this.clusters = space.clusters();
        this.members = members;
    }

    /**
     * @param publishedAt per content, epoch milliseconds, or {@link ServingSnapshot#UNKNOWN_TIME}
     * @param hashes      {@link KeyHash} of each content's id
     * @param seed        orders contents that are equally near
     */
    static ServingSpace of(VectorSpace space, long[] publishedAt, long[] hashes, long seed) {
        Comparator<Integer> freshFirst = Comparator.comparingLong((Integer content) -> publishedAt[content]).reversed()
                .thenComparing(content -> hashes[content]);
        int[] clusterOf = space.clusters().clusterOf();
        int[] byCluster = IntStream.range(0, clusterOf.length).filter(content -> clusterOf[content] >= 0).boxed()
                .sorted(Comparator.comparingInt((Integer content) -> clusterOf[content]).thenComparing(freshFirst))
                .mapToInt(Integer::intValue).toArray();
        int[] sizes = space.clusters().sizes();
        int[][] members = new int[sizes.length][];
        int from = 0;
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            members[cluster] = Arrays.copyOfRange(byCluster, from, from + sizes[cluster]);
            from += sizes[cluster];
        }
        ExactIndex exact = ExactIndex.of(space.vectors(), seed);
        VectorIndex index = VectorIndex.of(space.vectors(), exact, SpaceParameters.DEFAULT, seed);
        return new ServingSpace(space, exact, index, members);
    }

    public String name() {
        return name;
    }

    /** Content to the contents nearest to it, the nearest first. */
    public CsrTable neighbours() {
        return neighbours;
    }

    /** Finds the contents of the generation nearest to a vector. */
    public VectorIndex index() {
        return index;
    }

    /** The vector of a content of the generation as the index has it, a copy; null where it has none. */
    public float @Nullable [] vector(int content) {
        return exact.vector(content);
    }

    /**
     * The contents nearest to a content, the nearest first; never itself, and those newer than the generation among
     * them. Nothing where the content has no vector.
     *
     * @param accept which contents may be answered
     */
    public SparseVector nearest(LiveOverlay overlay, int content, int topK, IntPredicate accept) {
        LiveVector newer = overlay.vector(name, content);
        float[] vector = newer == null ? vector(content) : newer.values();
        if (vector == null) {
            return SparseVector.EMPTY;
        }
        IntPredicate other = candidate -> candidate != content && accept.test(candidate);
        SparseVector known = index.search(vector, topK, other);
        TopEntries best = new TopEntries(topK, content);
        best.begin(content);
        for (int i = 0; i < known.size(); i++) {
            best.offer(known.ordinals()[i], known.weights()[i]);
        }
        overlay.vectors(name).forEach((candidate, live) -> {
            if (other.test(candidate)) {
                best.offer(candidate, live.score(vector));
            }
        });
        return best.endRow();
    }

    /** A vector from elsewhere as the index would have it; null where it cannot be compared with the others. */
    public float @Nullable [] prepared(float[] vector) {
        return vector.length == exact.dimensions() ? exact.metric().prepared(vector) : null;
    }

    /** The cluster of a content of the generation; -1 where it is in none. */
    public int clusterOf(int content) {
        return content < clusters.clusterOf().length ? clusters.clusterOf()[content] : -1;
    }

    /** The cluster nearest to a vector; -1 where there is none. */
    public int clusterOf(float[] vector) {
        return clusters.nearest(vector);
    }

    /** The contents of a cluster, the newest first, those of one time in an order that nothing decides. Not to be changed. */
    public int[] members(int cluster) {
        return members[cluster];
    }
}
