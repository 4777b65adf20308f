package io.graphrecall.content.understand;

import io.graphrecall.content.classify.CategoryDistribution;
import io.graphrecall.content.classify.CategoryModel;
import io.graphrecall.content.classify.Features;
import io.graphrecall.content.classify.SoftmaxParameters;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Classifier of records by the vectors of their pictures, frames and sound. Immutable; thread-safe.
 *
 * @param vectors vector by record; records without media have none
 */
record MediaModel(CategoryModel model, Map<String, float[]> vectors) {

    /**
     * Fits a classifier to the labelled records that have media.
     *
     * @param label path of a record's class
     * @return null if fewer than {@code minExamples} of the records have media
     */
    static @Nullable MediaModel fit(List<Document> labelled, Function<Document, List<String>> label,
            Map<String, float[]> vectors, int minExamples, SoftmaxParameters parameters) {
        List<Document> examples = labelled.stream().filter(document -> vectors.containsKey(document.id())).toList();
        return examples.size() < minExamples
                ? null
                : new MediaModel(
                        CategoryModel.fit(examples.stream().map(document -> features(vectors, document)).toList(),
                                examples.stream().map(label).toList(), parameters),
                        vectors);
    }

    /** Returns the probabilities of the classes of a record; null if it has no media. */
    @Nullable
    CategoryDistribution distribution(Document document) {
        return vectors.containsKey(document.id()) ? model.distribution(features(vectors, document)) : null;
    }

    private static Features features(Map<String, float[]> vectors, Document document) {
        return new Features(Objects.requireNonNull(vectors.get(document.id())));
    }
}
