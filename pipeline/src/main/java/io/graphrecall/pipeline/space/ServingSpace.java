package io.graphrecall.pipeline.space;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.IntArrayList;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.vector.Clusters;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.retrieval.vector.NeighbourContrast;
import io.graphrecall.retrieval.vector.SpaceParameters;
import io.graphrecall.retrieval.vector.VectorIndex;
import io.graphrecall.retrieval.vector.VectorSpace;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An embedding space of a generation with its search index. Immutable; thread-safe. */
public final class ServingSpace {

    /** Neighbours per content; a build stores as many. */
    private static final int NEIGHBOURS = SpaceParameters.DEFAULT.neighbours();

    private final String name;
    private final ExactIndex exact;
    private final VectorIndex index;
    private final NeighbourContrast neighbours;
    private final Clusters clusters;

    private ServingSpace(VectorSpace space, long seed) {
        name = space.name();
        neighbours = NeighbourContrast.of(space.neighbours(), NEIGHBOURS);
        clusters = space.clusters();
        exact = ExactIndex.of(space.vectors(), seed);
        index = space.index(exact);
    }

    /**
     * Builds the search indexes of spaces.
     *
     * @param seed orders contents with equal scores
     * @return the spaces by name, in the order given
     */
    public static Map<String, ServingSpace> ofAll(Collection<VectorSpace> spaces, long seed) {
        Map<String, ServingSpace> byName = new LinkedHashMap<>();
        spaces.forEach(space -> byName.put(space.name(), new ServingSpace(space, seed)));
        return Collections.unmodifiableMap(byName);
    }

    public String name() {
        return name;
    }

    /** Number of dimensions of the vectors. */
    public int dimensions() {
        return exact.dimensions();
    }

    /** The nearest contents of each content, with their weights. */
    public NeighbourContrast neighbours() {
        return neighbours;
    }

    /**
     * Returns the contents of the generation that have a content among their neighbours that the generation does not have,
     * with its weight for each of them.
     *
     * @param closeness of that content
     */
    SparseVector inNeighboursOf(float[] vector, float closeness) {
        IntArrayList contents = new IntArrayList();
        FloatArrayList weights = new FloatArrayList();
        float[] threshold = neighbours.threshold();
        exact.scan(vector, (content, highest) -> NeighbourContrast.weight(highest, closeness, threshold[content]) > 0,
                (content, similarity) -> {
                    float weight = NeighbourContrast.weight(similarity, closeness, threshold[content]);
                    if (weight > 0) {
                        contents.add(content);
                        weights.add(weight);
                    }
                });
        return new SparseVector(contents.toArray(), weights.toArray());
    }

    /** Returns the nearest contents of a content that the generation does not have, with their weights. */
    NeighbourContrast.Row neighbours(float[] vector) {
        return neighbours.row(index.search(vector, NEIGHBOURS, content -> true), NEIGHBOURS);
    }

    /** The clusters of the generation's contents in this space. */
    public Clusters clusters() {
        return clusters;
    }

    /** Index over the generation's contents. */
    public VectorIndex index() {
        return index;
    }

    /** Returns a copy of a content's vector as the index stores it, or null if the generation has none. */
    public float @Nullable [] vector(int content) {
        return exact.vector(content);
    }

    /**
     * Prepares a vector for comparison with the vectors of this space, for example scales it to unit length.
     *
     * @return null if its dimension differs or the metric cannot compare it
     */
    public float @Nullable [] prepared(float[] vector) {
        return vector.length == exact.dimensions() ? exact.metric().prepared(vector) : null;
    }
}
