package io.graphrecall.evaluation.spaces;

import java.util.Map;

/**
 * Label agreement of nearest neighbours and clusters in an embedding space.
 *
 * @param contents number of contents with at least one neighbour
 * @param clusters cluster sizes
 * @param labels   agreement by label: {@code category_1} is the top category level, {@code attribute.NAME} an attribute
 */
public record SpaceAgreement(long contents, Clusters clusters, Map<String, Label> labels) {

    /**
     * Sizes of the clusters, in contents.
     *
     * @param count  number of clusters
     * @param median median size; of an even number of clusters, the larger of the two middle sizes
     */
    public record Clusters(int count, int smallest, int median, int largest) {

        static final Clusters NONE = new Clusters(0, 0, 0, 0);
    }

    /**
     * Agreement on one label.
     *
     * @param agreement mean share of the ten nearest neighbours that share a label value with the content
     * @param chance    mean share of all other contents of the space that share a label value with the content
     * @param purity    share of the clustered contents that have the most frequent value of their cluster (Manning,
     *                  Raghavan, Schütze 2008, 16.3)
     * @param majority  purity of a single cluster with all contents
     * @param contents  number of contents with a value of the label and at least one neighbour
     */
    public record Label(double agreement, double chance, double purity, double majority, long contents) {}
}
