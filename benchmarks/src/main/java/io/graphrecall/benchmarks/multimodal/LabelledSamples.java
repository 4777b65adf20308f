package io.graphrecall.benchmarks.multimodal;

import io.graphrecall.content.text.Terms;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.MultimodalParameters;
import io.graphrecall.gnn.multimodal.SampleReader;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Contents of a data set with labels for the evaluation of vectors. Labels are not used in training.
 *
 * @param contents  records
 * @param samples   input of the encoder
 * @param labels    labels by name: {@code category} for the lowest level, else a property; "" if there is none
 * @param problems  problems of unusable media files
 * @param perSecond contents read per second on one thread, with decoding
 */
record LabelledSamples(
        List<Content> contents, List<ContentSample> samples, Map<String, List<String>> labels, List<String> problems,
        double perSecond) {

    /** Name of the label of the category. */
    static final String CATEGORY = "category";
    private static final double NANOS = 1e9;

    /** Returns the title of a content, "" if it has none. */
    String title(int content) {
        return Objects.requireNonNullElse(contents.get(content).description().title(), "");
    }

    static LabelledSamples read(Path folder, MultimodalParameters.Model model) {
        List<Content> contents = new ArrayList<>();
        DataSetFolder.open(folder).contents(contents::add);
        List<Description> descriptions = contents.stream().map(Content::description).toList();
        List<ContentSample> samples = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        TreeSet<String> properties = new TreeSet<>();
        long start = System.nanoTime();
        try (SampleReader reader = new SampleReader(model, new Terms(), folder)) {
            for (Content content : contents) {
                SampleReader.Reading read = reader.read(content);
                problems.addAll(read.problems());
                samples.add(read.sample());
                properties.addAll(content.description().attributes().keySet());
            }
        }
        double perSecond = samples.size() / ((System.nanoTime() - start) / NANOS);
        Map<String, List<String>> labels = new LinkedHashMap<>();
        labels.put(CATEGORY, descriptions.stream().map(Description::category)
                .map(path -> path.isEmpty() ? "" : path.getLast()).toList());
        for (String property : properties) {
            labels.put(property, descriptions.stream().map(description -> description.attributes().get(property))
                    .map(values -> values == null || values.isEmpty() ? "" : values.getFirst()).toList());
        }
        return new LabelledSamples(contents, samples, labels, problems, perSecond);
    }
}
