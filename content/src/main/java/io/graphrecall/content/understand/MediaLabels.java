package io.graphrecall.content.understand;

import io.graphrecall.content.attribute.AttributeMatch;
import io.graphrecall.content.classify.CategoryDistribution;
import io.graphrecall.content.classify.CategoryPrediction;
import io.graphrecall.content.classify.SoftmaxParameters;
import io.graphrecall.content.classify.Source;
import io.graphrecall.content.tag.TagMatch;
import io.graphrecall.schema.AttributeValue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Predicts attributes and tags from the vectors of media: one classifier for each property, over its frequent values, and
 * one for each frequent tag. Immutable; thread-safe.
 */
final class MediaLabels {

    /** Minimum probability of a predicted attribute. */
    private static final double MIN_SCORE = 0.5;

    /** Minimum number of records with media that have a property, a tag. */
    private static final int MIN_EXAMPLES = 100;

    /** Minimum number of records with media that have a value. */
    private static final int MIN_OF_VALUE = 10;

    private static final int MAX_PROPERTIES = 20;
    private static final int MAX_VALUES = 100;
    private static final int MAX_TAGS = 100;

    private static final List<String> OTHER = List.of();

    private final Map<String, float[]> vectors;
    private final SoftmaxParameters parameters;

    MediaLabels(Map<String, float[]> vectors, SoftmaxParameters parameters) {
        this.vectors = vectors;
        this.parameters = parameters.withVectorScale(8);
    }

    /**
     * Returns attributes by record and property, of properties that the record does not have.
     *
     * @param all true for predictions of all properties
     */
    Map<String, Map<String, AttributeMatch>> attributes(List<Document> examples, List<Document> targets, boolean all) {
        List<Document> labelled = withMedia(examples);
        List<Document> candidates = withMedia(targets);
        Map<String, Map<String, AttributeMatch>> found = new HashMap<>();
        Set<String> properties = frequent(labelled, document -> document.description().attributes().keySet(),
                MIN_EXAMPLES, MAX_PROPERTIES);
        for (String property : properties) {
            List<Document> lacking = candidates.stream()
                    .filter(document -> all || values(document, property).isEmpty()).toList();
            List<Document> having = labelled.stream()
                    .filter(document -> !values(document, property).isEmpty()).toList();
            Set<String> values = frequent(having, document -> Set.of(value(document, property)),
                    MIN_OF_VALUE, MAX_VALUES);
            predict(having, lacking, document -> values.contains(value(document, property))
                    ? List.of(value(document, property))
                    : OTHER).forEach((id, best) -> {
                        float score = best.path().isEmpty() ? 0 : best.scores().getFirst();
                        if (score >= MIN_SCORE) {
                            found.computeIfAbsent(id, key -> new TreeMap<>()).put(property, new AttributeMatch(
                                    new AttributeValue(property, best.path().getFirst()), score, Source.FRAMES));
                        }
                    });
        }
        return found;
    }

    private static List<String> values(Document document, String property) {
        return document.description().attributes().getOrDefault(property, List.of());
    }

    private static String value(Document document, String property) {
        return values(document, property).getFirst();
    }

    /** Returns the probable tags by record, by descending score. */
    Map<String, List<TagMatch>> tags(List<Document> examples, List<Document> targets) {
        List<Document> labelled = withMedia(examples);
        List<Document> candidates = withMedia(targets);
        Map<String, List<TagMatch>> found = new HashMap<>();
        for (String tag : frequent(labelled, document -> Set.copyOf(document.description().tags()), MIN_EXAMPLES,
                MAX_TAGS)) {
            predict(labelled, candidates,
                    document -> document.description().tags().contains(tag) ? List.of(tag) : OTHER)
                    .forEach((id, best) -> {
                        if (!best.path().isEmpty()) {
                            found.computeIfAbsent(id, key -> new ArrayList<>())
                                    .add(new TagMatch(tag, best.scores().getFirst(), Source.FRAMES));
                        }
                    });
        }
        found.values().forEach(MediaLabels::sort);
        return found;
    }

    /** Predicts nothing if all labelled records have the same label: it would be certain for every target. */
    private Map<String, CategoryPrediction> predict(
            List<Document> labelled, List<Document> targets, Function<Document, List<String>> label) {
        Map<String, CategoryPrediction> predictions = new LinkedHashMap<>();
        boolean contrast = labelled.stream().map(label).distinct().limit(2).count() > 1;
        MediaModel model = contrast && !targets.isEmpty()
                ? MediaModel.fit(labelled, label, vectors, 1, parameters)
                : null;
        for (Document target : targets) {
            CategoryDistribution distribution = model == null ? null : model.distribution(target);
            if (distribution != null) {
                predictions.put(target.id(), distribution.prediction(Source.FRAMES));
            }
        }
        return predictions;
    }

    private List<Document> withMedia(List<Document> documents) {
        return documents.stream().filter(document -> vectors.containsKey(document.id())).toList();
    }

    /** Returns the labels of at least {@code least} documents, the {@code most} frequent ones, in order of frequency. */
    private static Set<String> frequent(
            List<Document> documents, Function<Document, Set<String>> labels, int least, int most) {
        Map<String, Integer> counts = new TreeMap<>();
        documents.forEach(document -> labels.apply(document).forEach(label -> counts.merge(label, 1, Integer::sum)));
        return counts.entrySet().stream().filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(most).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Merges the attributes of a title and of media by property: the same value is right unless both are wrong, of two
     * values the more probable one is taken.
     */
    static Map<String, AttributeMatch> merged(Map<String, AttributeMatch> byText, Map<String, AttributeMatch> byMedia) {
        Map<String, AttributeMatch> merged = new TreeMap<>(byText);
        byMedia.forEach((property, match) -> merged.merge(property, match, (text, media) -> {
            if (text.value().equals(media.value())) {
                return new AttributeMatch(text.value(), either(text.score(), media.score()), text.source());
            }
            return media.score() > text.score() ? media : text;
        }));
        return merged;
    }

    /** Merges the tags of a text and of media, by descending score. */
    static List<TagMatch> merged(List<TagMatch> byText, List<TagMatch> byMedia) {
        if (byMedia.isEmpty()) {
            return byText;
        }
        Map<String, TagMatch> merged = new LinkedHashMap<>();
        byText.forEach(match -> merged.put(match.tag(), match));
        byMedia.forEach(match -> merged.merge(match.tag(), match, (text, media) -> new TagMatch(
                text.tag(), either(text.score(), media.score()), text.source())));
        List<TagMatch> all = new ArrayList<>(merged.values());
        sort(all);
        return all;
    }

    private static void sort(List<TagMatch> matches) {
        matches.sort(Comparator.comparing(TagMatch::score).reversed());
    }

    /** Returns the probability that at least one of two independent findings is right. */
    private static float either(float a, float b) {
        return 1 - (1 - a) * (1 - b);
    }
}
