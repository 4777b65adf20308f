package io.graphrecall.benchmarks.multimodal;

import io.graphrecall.evaluation.spaces.CrossModalScores;
import io.graphrecall.gnn.multimodal.EncodedContent;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
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

    private static final float[] NONE = {};

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
        List<float[]> text = space(vectors, EncodedContent::text);
        List<float[]> visual = space(vectors, EncodedContent::visual);
        Map<String, List<float[]>> spaces = new LinkedHashMap<>();
        spaces.put("visual", visual);
        spaces.put("text", text);
        spaces.put("multimodal", space(vectors, EncodedContent::multimodal));
        Map<String, Map<String, Agreement>> agreement = new LinkedHashMap<>();
        spaces.forEach((space, vectorsOfSpace) -> {
            List<int @Nullable []> nearest = Neighbours.ofAll(vectorsOfSpace);
            Map<String, Agreement> byLabel = new LinkedHashMap<>();
            data.labels().forEach((label, values) -> byLabel.put(
                    label, new Agreement(
                            Neighbours.agreement(nearest, values, unseen.negate()),
                            Neighbours.agreement(nearest, values, unseen))));
            agreement.put(space, byLabel);
        });
        return new EncoderScores(
                variant, seed, cost.trainingSeconds(), cost.epochs(), cost.contentsPerSecond(), data.perSecond(),
                agreement,
                CrossModalScores.of(IntStream.range(0, text.size()).filter(unseen)
                        .filter(i -> text.get(i).length > 0 && visual.get(i).length > 0)
                        .mapToObj(i -> new CrossModalScores.Pair(data.title(i), text.get(i), visual.get(i)))
                        .toList()),
                HiddenLabels.scores(data, vectors, unseen, cache));
    }

    private static List<float[]> space(
            List<EncodedContent> vectors, Function<EncodedContent, float @Nullable []> space) {
        return vectors.stream().map(vector -> {
            float[] found = space.apply(vector);
            return found == null ? NONE : found;
        }).toList();
    }

    String text() {
        StringBuilder text = new StringBuilder(
                "%s, seed %d: %.0f s, %d epochs, %.0f contents/s read, %.0f contents/s encoded%n".formatted(
                        variant, seed, trainingSeconds, epochs, readPerSecond, contentsPerSecond));
        agreement.forEach((space, labels) -> {
            text.append("  %-11s".formatted(space));
            labels.forEach((label, share) -> text.append(
                    " %s %.3f (held-out %.3f)".formatted(label, share.learned(), share.unseen())));
            text.append('\n');
        });
        hiddenLabels.forEach((input, labels) -> {
            text.append("  hidden labels by %-8s".formatted(input));
            labels.forEach((label, score) -> text.append(
                    " %s %.3f (of those predicted %.3f)".formatted(label, score.right(), score.precision())));
            text.append('\n');
        });
        return text.append("  held-out recall@10: text to picture %.3f, picture to text %.3f, chance %.3f%n".formatted(
                crossModal.textToPicture(), crossModal.pictureToText(), crossModal.chance())).toString();
    }
}
