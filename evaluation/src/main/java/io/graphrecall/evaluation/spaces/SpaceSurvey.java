package io.graphrecall.evaluation.spaces;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.SparseTable;
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
 * Evaluation of the embedding spaces of a generation without behaviour.
 *
 * @param agreement  label agreement by name of the space
 * @param crossModal cross-modal retrieval scores; null without a multimodal encoder
 * @param pictures   images for the report page
 */
public record SpaceSurvey(
        Map<String, SpaceAgreement> agreement, @Nullable CrossModalScores crossModal, SpacePictures pictures) {

    private static final int NEAREST = 10;
    /** Maximum number of contents in the estimate of chance agreement. */
    private static final int MAX_SAMPLE = 2_000;

    /**
     * Evaluates all embedding spaces of a generation.
     *
     * @param folder data set with titles, labels and media
     * @param seed   seed of the random samples of contents
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
                agreement, CrossModalScores.of(folder, generation, seed).orElse(null),
                new SpacePictures(NeighbourGallery.of(folder, generation, seed), maps));
    }

    /** @param clusterOf cluster by content, -1 for none */
    static SpaceAgreement agreement(SparseTable neighbours, int[] clusterOf, ContentLabels labels, long seed) {
        int[] embedded = IntStream.range(0, neighbours.rows())
                .filter(content -> neighbours.start(content) < neighbours.end(content)).toArray();
        Map<String, SpaceAgreement.Label> agreements = new TreeMap<>();
        labels.labels().forEach((name, label) -> {
            int[] labelled = Arrays.stream(embedded).filter(content -> label.of(content).length > 0).toArray();
            if (labelled.length > 1) {
                agreements.put(name, new SpaceAgreement.Label(
                        Arrays.stream(labelled).mapToDouble(content -> agreement(neighbours, label, content)).average()
                                .orElseThrow(),
                        chance(label, labelled, embedded.length, seed),
                        purity(label, labelled, clusterOf), purity(label, labelled, new int[clusterOf.length]),
                        labelled.length));
            }
        });
        return new SpaceAgreement(embedded.length, clusters(clusterOf), agreements);
    }

    private static double agreement(SparseTable neighbours, ContentLabels.Label label, int content) {
        int[] nearest = Arrays.stream(neighbours.row(content).columns()).limit(NEAREST).toArray();
        return Arrays.stream(nearest).filter(other -> label.shareValue(content, other)).count()
                / (double) nearest.length;
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

    /** Returns the share of clustered, labelled contents that have the most frequent value of their cluster. */
    private static double purity(ContentLabels.Label label, int[] labelled, int[] clusterOf) {
        Map<Integer, int[]> valueCounts = new HashMap<>();
        int clustered = 0;
        for (int content : labelled) {
            if (clusterOf[content] >= 0) {
                clustered++;
                int[] counts = valueCounts.computeIfAbsent(clusterOf[content], unseen -> new int[label.valueCount()]);
                for (int value : label.of(content)) {
                    counts[value]++;
                }
            }
        }
        int inMajority = valueCounts.values().stream().mapToInt(counts -> Arrays.stream(counts).max().orElse(0)).sum();
        return clustered == 0 ? 0 : inMajority / (double) clustered;
    }

    /** Returns the mean share of the other embedded contents that share a value. */
    private static double chance(ContentLabels.Label label, int[] labelled, int embedded, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sample = labelled.length <= MAX_SAMPLE
                ? labelled
                : random.ints(MAX_SAMPLE, 0, labelled.length).map(i -> labelled[i]).toArray();
        int[][] postings = postings(label, labelled);
        int[] lastSeenBy = new int[Arrays.stream(labelled).max().orElse(0) + 1];
        double sum = 0;
        for (int i = 0; i < sample.length; i++) {
            int sharing = -1; // the content matches itself
            for (int value : label.of(sample[i])) {
                for (int other : postings[value]) {
                    sharing += lastSeenBy[other] == i + 1 ? 0 : 1;
                    lastSeenBy[other] = i + 1;
                }
            }
            sum += sharing / (double) (embedded - 1);
        }
        return sum / sample.length;
    }

    private static int[][] postings(ContentLabels.Label label, int[] labelled) {
        int[] sizes = new int[label.valueCount()];
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
