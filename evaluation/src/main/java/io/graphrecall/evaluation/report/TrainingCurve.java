package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.gnn.training.TrainingReport;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Course of the training of a model.
 *
 * @param epochs    completed epochs, in order
 * @param bestEpoch number of the epoch whose weights were kept, from 1
 */
public record TrainingCurve(List<TrainingReport.Epoch> epochs, int bestEpoch) {

    public TrainingCurve {
        epochs = List.copyOf(epochs);
    }

    /** Returns the curves of the models of a generation by name, from the metadata that its manifest keeps of each. */
    static Map<String, TrainingCurve> ofAll(GenerationManifest generation) {
        Map<String, TrainingCurve> curves = new TreeMap<>();
        ReportFiles.JSON.<JsonNode>valueToTree(generation.settings()).propertyStream().forEach(setting -> {
            JsonNode metadata = setting.getValue();
            JsonNode course = metadata.has("report") ? metadata.path("report") : metadata;
            List<TrainingReport.Epoch> epochs = course.path("epochs").valueStream()
                    .map(epoch -> new TrainingReport.Epoch(
                            epoch.path("loss").asDouble(), epoch.path("validation").asDouble()))
                    .toList();
            if (!epochs.isEmpty() && course.path("bestEpoch").isNumber()) {
                curves.put(setting.getKey(), new TrainingCurve(epochs, course.path("bestEpoch").asInt() + 1));
            }
        });
        return curves;
    }
}
