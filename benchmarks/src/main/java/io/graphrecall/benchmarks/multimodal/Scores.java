package io.graphrecall.benchmarks.multimodal;

import io.graphrecall.gnn.multimodal.EncodedContent;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * How good vectors are.
 *
 * @param variant         of the model
 * @param seed            of the training
 * @param trainingSeconds of the training
 * @param epochs          that it took
 * @param contentsPerSecond encoded
 * @param agreement       by space and label: the share of the nearest ten, among all contents, with the same label
 * @param textToPicture   how often one of the ten pictures nearest to a text of the unseen fifth has its title
 * @param pictureToText   likewise, the other way
 * @param chance          what either would be if the ten were drawn by lot
 */
record Scores(
        String variant, long seed, double trainingSeconds, int epochs, double contentsPerSecond,
        Map<String, Map<String, Agreement>> agreement, double textToPicture, double pictureToText, double chance) {

    private static final float[] NONE = {};

    /**
     * The share of the nearest ten with the same label.
     *
     * @param learned over contents that the training saw
     * @param unseen  over contents whose picture and title no training saw
     */
    record Agreement(double learned, double unseen) {}

    /** What a training cost. */
    record Cost(double trainingSeconds, int epochs, double contentsPerSecond) {}

    static Scores of(
            String variant, long seed, Cost cost, LabelledSamples data, List<EncodedContent> vectors,
            IntPredicate unseen) {
        List<float[]> text = space(vectors, EncodedContent::text);
        List<float[]> visual = space(vectors, EncodedContent::visual);
        Map<String, List<float[]>> spaces = new LinkedHashMap<>();
        spaces.put("visual", visual);
        spaces.put("text", text);
        spaces.put("multimodal", space(vectors, EncodedContent::multimodal));
        Map<String, Map<String, Agreement>> agreement = new LinkedHashMap<>();
        spaces.forEach((space, points) -> {
            List<int @Nullable []> nearest = Neighbours.ofAll(points);
            Map<String, Agreement> byLabel = new LinkedHashMap<>();
            data.labels().forEach((label, values) -> byLabel.put(
                    label, new Agreement(
                            Neighbours.agreement(nearest, values, unseen.negate()),
                            Neighbours.agreement(nearest, values, unseen))));
            agreement.put(space, byLabel);
        });
        return new Scores(
                variant, seed, cost.trainingSeconds(), cost.epochs(), cost.contentsPerSecond(), agreement,
                Neighbours.found(text, visual, data.titles(), unseen),
                Neighbours.found(visual, text, data.titles(), unseen), Neighbours.chance(data.titles(), unseen));
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
                "%s, seed %d: %.0f s, %d epochs, %.0f contents a second encoded%n".formatted(
                        variant, seed, trainingSeconds, epochs, contentsPerSecond));
        agreement.forEach((space, labels) -> {
            text.append("  %-11s".formatted(space));
            labels.forEach((label, share) -> text.append(
                    " %s %.3f (unseen %.3f)".formatted(label, share.learned(), share.unseen())));
            text.append('\n');
        });
        return text.append("  unseen R@10: text to picture %.3f, picture to text %.3f, chance %.3f%n".formatted(
                textToPicture, pictureToText, chance)).toString();
    }
}
