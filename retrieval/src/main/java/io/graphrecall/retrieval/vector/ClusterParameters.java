package io.graphrecall.retrieval.vector;

/**
 * How contents are put into clusters.
 *
 * @param fewest     clusters, at least, where there are that many different vectors
 * @param most       clusters, at most
 * @param iterations at most so many
 * @param tolerance  ends the iterations when the inertia falls by less than this share
 */
public record ClusterParameters(int fewest, int most, int iterations, double tolerance) {

    public static final ClusterParameters DEFAULT = new ClusterParameters(8, 1024, 50, 1e-4);

    public ClusterParameters {
        if (fewest < 1 || most < fewest) {
            throw new IllegalArgumentException("from " + fewest + " to " + most + " clusters");
        }
    }

    /** How many clusters for so many contents: about sqrt(n / 2), within the limits. */
    int clusters(int contents) {
        int wanted = (int) Math.round(Math.sqrt(contents / 2.0));
        return Math.min(contents, Math.clamp(wanted, fewest, most));
    }
}
