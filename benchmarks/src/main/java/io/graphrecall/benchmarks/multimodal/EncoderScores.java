package io.graphrecall.benchmarks.multimodal;

import io.graphrecall.evaluation.spaces.CrossModalScores;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.multimodal.EncodedContent;
import io.graphrecall.retrieval.vector.ExactIndex;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Quality and cost of one trained encoder.
 *
 * @param variant           variant of the model
 * @param seed              seed of the training
 * @param trainingSeconds   training time
 * @param epochs            number of epochs
 * @param contentsPerSecond encoding speed without reading
 * @param readPerSecond     reading speed, with decoding and scaling of pictures
 * @param agreement         by space and label: share of the ten nearest contents with the same label
 * @param crossModal        cross-modal retrieval between texts and pictures of the held-out fifth
 * @param hiddenLabels      by input and label: prediction of the labels of the held-out fifth, whose records lack them
 */
record EncoderScores(
        String variant, long seed, double trainingSeconds, int epochs, double contentsPerSecond, double readPerSecond,
        Map<String, Map<String, Agreement>> agreement, CrossModalScores crossModal,
        Map<String, Map<String, HiddenLabels.Score>> hiddenLabels) {

    private static final int NEAREST = 10;

    /**
     * Share of the ten nearest contents with the same label.
     *
     * @param learned mean over training contents
     * @param unseen  mean over held-out contents
     */
    record Agreement(double learned, double unseen) {}

    record Cost(double trainingSeconds, int epochs, double contentsPerSecond) {}

    static EncoderScores of(
            String variant, long seed, Cost cost, LabelledSamples data, List<EncodedContent> vectors,
            IntPredicate unseen, Path cache) {
        EmbeddingTable text = space(vectors, EncodedContent::text);
        EmbeddingTable visual = space(vectors, EncodedContent::visual);
        Map<String, EmbeddingTable> spaces = new LinkedHashMap<>();
        spaces.put("visual", visual);
        spaces.put("text", text);
        spaces.put("multimodal", space(vectors, EncodedContent::multimodal));
        Map<String, Map<String, Agreement>> agreement = new LinkedHashMap<>();
        spaces.forEach((space, table) -> {
            List<int[]> nearest = nearest(table, vectors.size());
            Map<String, Agreement> byLabel = new LinkedHashMap<>();
            data.labels().forEach((label, values) -> byLabel.put(
                    label, new Agreement(
                            agreement(nearest, values, unseen.negate()), agreement(nearest, values, unseen))));
            agreement.put(space, byLabel);
        });
        return new EncoderScores(
                variant, seed, cost.trainingSeconds(), cost.epochs(), cost.contentsPerSecond(), data.perSecond(),
                agreement,
                CrossModalScores.of(Arrays.stream(text.ordinalArray()).filter(unseen)
                        .filter(content -> visual.row(content) >= 0)
                        .mapToObj(content -> new CrossModalScores.Pair(
                                data.title(content), text.vector(text.row(content)),
                                visual.vector(visual.row(content))))
                        .toList()),
                HiddenLabels.scores(data, vectors, unseen, cache));
    }

    private static EmbeddingTable space(
            List<EncodedContent> vectors, Function<EncodedContent, float @Nullable []> space) {
        return EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors.stream().map(space).toArray(float[][]::new));
    }

    /** Returns the ten nearest other contents of every content; none for a content without a vector. */
    private static List<int[]> nearest(EmbeddingTable space, int contents) {
        ExactIndex index = ExactIndex.of(space, 0);
        return IntStream.range(0, contents).mapToObj(content -> {
            float[] vector = space.vectorOf(content);
            return vector == null
                    ? new int[0]
                    : index.search(vector, NEAREST, other -> other != content).ordinals();
        }).toList();
    }

    /** Returns the mean share of nearest contents with the same label, over the selected contents. */
    private static double agreement(List<int[]> nearest, List<String> labels, IntPredicate isSelected) {
        return IntStream.range(0, nearest.size())
                .filter(i -> nearest.get(i).length > 0 && isSelected.test(i) && !labels.get(i).isEmpty())
                .mapToDouble(i -> Arrays.stream(nearest.get(i)).filter(j -> labels.get(j).equals(labels.get(i))).count()
                        / (double) NEAREST)
                .average().orElse(0);
    }
}
