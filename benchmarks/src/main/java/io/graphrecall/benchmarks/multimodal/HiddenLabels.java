package io.graphrecall.benchmarks.multimodal;

import io.graphrecall.content.attribute.AttributeMatch;
import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.text.Terms;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.content.understand.Understanding;
import io.graphrecall.content.understand.UnderstandingParameters;
import io.graphrecall.gnn.multimodal.EncodedContent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Progress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Prediction of the categories and attributes of held-out contents by content understanding. */
final class HiddenLabels {

    private HiddenLabels() {}

    /**
     * Quality of the predictions of one label.
     *
     * @param right     share of the held-out contents with the label for which it is predicted right
     * @param precision share of the predictions that are right
     */
    record Score(double right, double precision) {}

    /** Returns the scores by input (frames alone, text alone, both) and label. */
    static Map<String, Map<String, Score>> scores(
            LabelledSamples data, List<EncodedContent> vectors, IntPredicate unseen, Path cache) {
        Map<String, float[]> media = new HashMap<>();
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = vectors.get(i).media();
            if (vector != null) {
                media.put(data.contents().get(i).id().key(), vector);
            }
        }
        Map<String, Map<String, Score>> scores = new LinkedHashMap<>();
        try (TextEncoder encoder = EncoderParameters.DEFAULT.open(ContentUnderstanding.texts(data.contents()), cache)) {
            scores.put("frames", scores(data, encoder, media, unseen, true));
            scores.put("text", scores(data, encoder, Map.of(), unseen, false));
            scores.put("both", scores(data, encoder, media, unseen, false));
        }
        return scores;
    }

    private static Map<String, Score> scores(LabelledSamples data, TextEncoder encoder, Map<String, float[]> media,
            IntPredicate unseen, boolean titlesHidden) {
        List<Content> entries = new ArrayList<>();
        for (int i = 0; i < data.contents().size(); i++) {
            Content content = data.contents().get(i);
            entries.add(
                    unseen.test(i) ? new Content(content.id(), hidden(content.description(), titlesHidden)) : content);
        }
        List<Understanding> predictions = new ContentUnderstanding(
                encoder, new Terms(), UnderstandingParameters.DEFAULT, media)
                .understand(entries, List.of(), Progress.NONE);
        Map<String, Score> scores = new LinkedHashMap<>();
        data.labels().forEach((label, values) -> scores.put(label, score(label, values, predictions, unseen)));
        return scores;
    }

    private static Description hidden(Description description, boolean titleHidden) {
        return new Description(titleHidden ? null : description.title(), titleHidden ? null : description.text(),
                List.of(), Map.of(), List.of(), null, null, null, description.status(), description.media(), Map.of(),
                Map.of());
    }

    private static Score score(
            String label, List<String> values, List<Understanding> predictions, IntPredicate unseen) {
        int labelled = 0;
        int predicted = 0;
        int right = 0;
        for (int i = 0; i < values.size(); i++) {
            if (unseen.test(i) && !values.get(i).isEmpty()) {
                String value = predicted(label, predictions.get(i));
                labelled++;
                predicted += value.isEmpty() ? 0 : 1;
                right += value.equals(values.get(i)) ? 1 : 0;
            }
        }
        return new Score((double) right / Math.max(1, labelled), (double) right / Math.max(1, predicted));
    }

    private static String predicted(String label, Understanding prediction) {
        if (label.equals(LabelledSamples.CATEGORY)) {
            return prediction.category() == null || prediction.category().path().isEmpty()
                    ? ""
                    : prediction.category().path().getLast();
        }
        return prediction.attributes().stream().map(AttributeMatch::value)
                .filter(value -> value.property().equals(label)).map(value -> value.value()).findFirst().orElse("");
    }
}
