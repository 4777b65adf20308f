package io.graphrecall.benchmarks.multimodal;

import io.graphrecall.content.text.Terms;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.MultimodalParameters;
import io.graphrecall.gnn.multimodal.SampleReader;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.RecordListener;
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
 * The contents of a data set, and the labels that vectors are scored by and never trained on.
 *
 * @param samples   what the encoder sees
 * @param titles    what a content's title is, as it came
 * @param labels    by name ({@code category} for the narrowest level, else a property), one of each content, "" for none
 * @param problems  of media that could not be used
 * @param perSecond so many contents were read a second, files included, on one thread
 */
record LabelledSamples(
        List<ContentSample> samples, List<String> titles, Map<String, List<String>> labels, List<String> problems,
        double perSecond) {

    private static final String CATEGORY = "category";
    private static final double NANOS = 1e9;

    static LabelledSamples read(Path folder, MultimodalParameters.Model model) {
        List<Content> contents = new ArrayList<>();
        DataSetFolder.open(folder).contents(line -> contents.add(line.record()), RecordListener.IGNORE);
        List<Description> descriptions = contents.stream().map(Content::description).toList();
        List<ContentSample> samples = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        TreeSet<String> properties = new TreeSet<>();
        long begin = System.nanoTime();
        try (SampleReader reader = new SampleReader(model, new Terms(), folder)) {
            for (Content content : contents) {
                SampleReader.Reading seen = reader.read(content);
                problems.addAll(seen.problems());
                samples.add(seen.sample());
                titles.add(Objects.requireNonNullElse(content.description().title(), ""));
                properties.addAll(content.description().attributes().keySet());
            }
        }
        double perSecond = samples.size() / ((System.nanoTime() - begin) / NANOS);
        Map<String, List<String>> labels = new LinkedHashMap<>();
        labels.put(CATEGORY, descriptions.stream().map(Description::category)
                .map(path -> path.isEmpty() ? "" : path.getLast()).toList());
        for (String property : properties) {
            labels.put(property, descriptions.stream().map(description -> description.attributes().get(property))
                    .map(values -> values == null || values.isEmpty() ? "" : values.getFirst()).toList());
        }
        return new LabelledSamples(samples, titles, labels, problems, perSecond);
    }
}
