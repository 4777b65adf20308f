package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.generation.GenerationManifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Course of the training of a model.
 *
 * @param epochs    completed epochs, in order
 * @param bestEpoch number of the epoch whose weights were kept, from 1
 */
public record TrainingCurve(
        @JsonProperty("epochs") List<Epoch> epochs,
        @JsonProperty("best_epoch") int bestEpoch) {

    /**
     * One epoch.
     *
     * @param loss       mean training loss over its steps
     * @param validation validation score after the epoch; higher is better
     */
    public record Epoch(@JsonProperty("loss") double loss, @JsonProperty("validation") double validation) {}

    public TrainingCurve {
        epochs = List.copyOf(epochs);
    }

    /** Returns the curves of the models of a generation by name, from the metadata that its manifest keeps of each. */
    static Map<String, TrainingCurve> ofAll(GenerationManifest generation) {
        Map<String, TrainingCurve> curves = new TreeMap<>();
        generation.settings().forEach((model, setting) -> {
            if (setting instanceof Map<?, ?> metadata) {
                Object course = metadata.get("report") instanceof Map<?, ?> report ? report : metadata;
                add(curves, model, (Map<?, ?>) course);
            }
        });
        return curves;
    }

    private static void add(Map<String, TrainingCurve> curves, String model, Map<?, ?> course) {
        if (course.get("epochs") instanceof List<?> all && course.get("bestEpoch") instanceof Number best) {
            List<Epoch> epochs = new ArrayList<>(all.size());
            for (Object one : all) {
                if (one instanceof Map<?, ?> epoch && epoch.get("loss") instanceof Number loss
                        && epoch.get("validation") instanceof Number validation) {
                    epochs.add(new Epoch(loss.doubleValue(), validation.doubleValue()));
                }
            }
            if (!epochs.isEmpty()) {
                curves.put(model, new TrainingCurve(epochs, best.intValue() + 1));
            }
        }
    }
}
