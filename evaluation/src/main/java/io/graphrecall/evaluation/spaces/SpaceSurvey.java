package io.graphrecall.evaluation.spaces;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.retrieval.vector.VectorSpace;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the vector spaces of a generation know: whether the nearest ten of each content share its labels, whether those of
 * one cluster do, whether texts find pictures, and what of it is for the eye.
 *
 * @param agreement  by the name of the space
 * @param crossModal how often texts find pictures; null where there is no multimodal encoder
 * @param pictures   what is for the eye
 */
public record SpaceSurvey(
        Map<String, SpaceAgreement> agreement, @Nullable CrossModal crossModal, SpacePictures pictures) {

    /** How many neighbours are looked at. */
    private static final int NEAREST = 10;
    /** Contents that chance is worked out from, at most: of more a part stands for all. */
    private static final int SAMPLE = 2_000;

    /**
     * Looks at all spaces of a generation.
     *
     * @param folder has titles, labels and media
     * @param seed   draws contents by lot, where there are many
     */
    public static SpaceSurvey of(DataSetFolder folder, Generation generation, long seed) {
        Map<String, SpaceAgreement> agreement = new TreeMap<>();
        Map<String, ClusterMap> maps = new TreeMap<>();
        if (!VectorSpace.names(generation).isEmpty()) {
            ContentLabels labels = ContentLabels.read(folder, generation.index("contents"));
            for (String name : VectorSpace.names(generation)) {
                VectorSpace space = VectorSpace.read(generation, name);
                agreement.put(name, agreement(space.neighbours(), space.clusters().clusterOf(), labels, seed));
                ClusterMap.of(space, labels, seed).ifPresent(map -> maps.put(name, map));
            }
        }
        return new SpaceSurvey(
                agreement, CrossModal.of(folder, generation, seed).orElse(null),
                new SpacePictures(NeighbourGallery.of(folder, generation, seed), maps));
    }

    /** @param clusterOf by content its cluster, or -1 */
    static SpaceAgreement agreement(CsrTable neighbours, int[] clusterOf, ContentLabels labels, long seed) {
        int[] placed = IntStream.range(0, neighbours.rows())
                .filter(content -> neighbours.start(content) < neighbours.end(content)).toArray();
        Map<String, SpaceAgreement.Label> measured = new TreeMap<>();
        labels.labels().forEach((name, label) -> {
            int[] labelled = Arrays.stream(placed).filter(content -> label.of(content).length > 0).toArray();
            if (labelled.length > 1) {
                measured.put(name, new SpaceAgreement.Label(
                        Arrays.stream(labelled).mapToDouble(content -> share(neighbours, label, content)).average()
                                .orElseThrow(),
                        chance(label, labelled, placed.length, seed),
                        purity(label, labelled, clusterOf), purity(label, labelled, new int[clusterOf.length]),
                        labelled.length));
            }
        });
        return new SpaceAgreement(placed.length, clusters(clusterOf), measured);
    }

    private static double share(CsrTable neighbours, ContentLabels.Label label, int content) {
        int end = Math.min(neighbours.end(content), neighbours.start(content) + NEAREST);
        int agreeing = 0;
        for (int entry = neighbours.start(content); entry < end; entry++) {
            agreeing += label.agree(content, neighbours.column(entry)) ? 1 : 0;
        }
        return agreeing / (double) (end - neighbours.start(content));
    }

    private static SpaceAgreement.Clusters clusters(int[] clusterOf) {
        int[] sizes = new int[Arrays.stream(clusterOf).max().orElse(-1) + 1];
        Arrays.stream(clusterOf).filter(cluster -> cluster >= 0).forEach(cluster -> sizes[cluster]++);
        Arrays.sort(sizes);
        return sizes.length == 0
                ? SpaceAgreement.Clusters.NONE
                : new SpaceAgreement.Clusters(
                        sizes.length, sizes[0], sizes[sizes.length / 2], sizes[sizes.length - 1]);
    }

    /** The share of the labelled contents in clusters that have the value that most of their cluster have. */
    private static double purity(ContentLabels.Label label, int[] labelled, int[] clusterOf) {
        Map<Integer, int[]> having = new HashMap<>();
        int clustered = 0;
        for (int content : labelled) {
            if (clusterOf[content] >= 0) {
                clustered++;
                int[] counts = having.computeIfAbsent(clusterOf[content], none -> new int[label.values()]);
                for (int value : label.of(content)) {
                    counts[value]++;
                }
            }
        }
        int most = having.values().stream().mapToInt(counts -> Arrays.stream(counts).max().orElse(0)).sum();
        return clustered == 0 ? 0 : most / (double) clustered;
    }

    /** The mean share of the other placed contents that share a value. */
    private static double chance(ContentLabels.Label label, int[] labelled, int placed, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sample = labelled.length <= SAMPLE
                ? labelled
                : random.ints(SAMPLE, 0, labelled.length).map(i -> labelled[i]).toArray();
        int[][] postings = postings(label, labelled);
        int[] metIn = new int[Arrays.stream(labelled).max().orElse(0) + 1];
        double sum = 0;
        for (int i = 0; i < sample.length; i++) {
            int sharing = -1; // itself
            for (int value : label.of(sample[i])) {
                for (int other : postings[value]) {
                    sharing += metIn[other] == i + 1 ? 0 : 1;
                    metIn[other] = i + 1;
                }
            }
            sum += sharing / (double) (placed - 1);
        }
        return sum / sample.length;
    }

    /** Per value the contents that have it. */
    private static int[][] postings(ContentLabels.Label label, int[] labelled) {
        int[] sizes = new int[label.values()];
        for (int content : labelled) {
            for (int value : label.of(content)) {
                sizes[value]++;
            }
        }
        int[][] postings = new int[sizes.length][];
        Arrays.setAll(postings, value -> new int[sizes[value]]);
        for (int content : labelled) {
            for (int value : label.of(content)) {
                postings[value][--sizes[value]] = content;
            }
        }
        return postings;
    }
}
