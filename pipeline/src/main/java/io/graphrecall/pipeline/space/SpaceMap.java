package io.graphrecall.pipeline.space;

import io.graphrecall.retrieval.vector.PrincipalAxes;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.StatUtils;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Two-dimensional map of an embedding space: a random sample of its contents on the first two principal axes of their
 * vectors (principal component analysis). Contents that are close on the map need not be close in the space. Immutable; the
 * arrays must not be changed.
 *
 * @param contents  ordinals of the sample, ascending
 * @param x         position on the first axis, by index in the sample
 * @param y         position on the second axis
 * @param explained share of the variance along each axis
 */
public record SpaceMap(int[] contents, double[] x, double[] y, double[] explained) {

    private static final int MAX_CONTENTS = 5_000;
    private static final int AXES = 2;

    /** Computes the map of a space, in the time of {@link PrincipalAxes#of}. */
    public static SpaceMap of(ServingSpace space, long seed) {
        int[] clusterOf = space.clusters().clusterOf();
        int[] contents = IntStream.range(0, clusterOf.length).filter(content -> clusterOf[content] >= 0).toArray();
        if (contents.length > MAX_CONTENTS) {
            int[] all = contents;
            contents = new SplittableRandom(seed).ints(0, all.length).distinct().limit(MAX_CONTENTS).sorted()
                    .map(index -> all[index]).toArray();
        }
        int dimensions = space.clusters().centroids().dimensions();
        if (contents.length < AXES || dimensions < AXES) {
            return new SpaceMap(new int[0], new double[0], new double[0], new double[AXES]);
        }
        RealMatrix vectors = centred(space, contents, dimensions);
        PrincipalAxes axes = PrincipalAxes.of(vectors);
        return new SpaceMap(
                contents, vectors.operate(axes.axes()[0]), vectors.operate(axes.axes()[1]), axes.explained());
    }

    /** Returns the vectors minus their mean, [contents, dimensions]. */
    private static RealMatrix centred(ServingSpace space, int[] contents, int dimensions) {
        RealMatrix vectors = new BlockRealMatrix(contents.length, dimensions);
        for (int row = 0; row < contents.length; row++) {
            float[] vector = Objects.requireNonNull(space.vector(contents[row]), "a content of a cluster has a vector");
            for (int d = 0; d < dimensions; d++) {
                vectors.setEntry(row, d, vector[d]);
            }
        }
        for (int d = 0; d < dimensions; d++) {
            vectors.setColumnVector(d, vectors.getColumnVector(d).mapSubtract(StatUtils.mean(vectors.getColumn(d))));
        }
        return vectors;
    }
}
