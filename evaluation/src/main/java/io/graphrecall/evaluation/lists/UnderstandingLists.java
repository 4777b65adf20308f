package io.graphrecall.evaluation.lists;

import io.graphrecall.content.classify.Source;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.content.understand.Field;
import io.graphrecall.content.understand.Understanding;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.TagRecord;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Export of content understanding. A supplied field is written as it is, a missing field as predicted. */
public final class UnderstandingLists {

    private final ContentUnderstanding understanding;
    private final Set<Field> hidden;

    /** @param hidden supplied fields that are ignored and predicted instead */
    public UnderstandingLists(ContentUnderstanding understanding, Set<Field> hidden) {
        this.understanding = understanding;
        this.hidden = Set.copyOf(hidden);
    }

    private record Line(
            String contentId,
            List<String> terms,
            List<Tag> tags,
            Category category,
            Map<String, List<String>> attributes) {}

    private record Tag(String tag, float score, String source) {}

    /** @param score score of the full path; 0 without a category */
    private record Category(List<String> path, float score, List<Float> scores) {}

    /**
     * Writes a line for each content, in the given order.
     *
     * @param taxonomy known tags
     * @return number of lines
     */
    public long write(
            List<? extends CatalogueEntry> contents, List<TagRecord> taxonomy, Path file, Progress progress) {
        List<Understanding> predictions = understanding.understand(contents, taxonomy, progress);
        try (ListWriter<Line> writer = ListWriter.to(file)) {
            for (int i = 0; i < predictions.size(); i++) {
                writer.write(line(contents.get(i).description(), predictions.get(i)));
            }
            writer.commit();
        }
        return predictions.size();
    }

    private Line line(Description supplied, Understanding predicted) {
        return new Line(predicted.id(), predicted.terms(), tags(supplied, predicted), category(supplied, predicted),
                attributes(supplied, predicted));
    }

    private List<Tag> tags(Description supplied, Understanding predicted) {
        if (!hidden.contains(Field.TAGS) && !supplied.tags().isEmpty()) {
            return supplied.tags().stream().map(tag -> new Tag(tag, 1, Source.GIVEN.wireName())).toList();
        }
        return predicted.tags().stream().map(match -> new Tag(match.tag(), match.score(), match.source().wireName()))
                .toList();
    }

    private Category category(Description supplied, Understanding predicted) {
        if (!hidden.contains(Field.CATEGORY) && !supplied.category().isEmpty()) {
            return new Category(supplied.category(), 1, supplied.category().stream().map(level -> 1f).toList());
        }
        return predicted.category() == null
                ? new Category(List.of(), 0, List.of())
                : new Category(predicted.category().path(), predicted.category().scores().getLast(),
                        predicted.category().scores());
    }

    private Map<String, List<String>> attributes(Description supplied, Understanding predicted) {
        Map<String, List<String>> all = new TreeMap<>();
        if (!hidden.contains(Field.ATTRIBUTES)) {
            all.putAll(supplied.attributes());
        }
        predicted.attributes().forEach(match -> all.computeIfAbsent(match.value().property(), name -> new ArrayList<>())
                .add(match.value().value()));
        return all;
    }
}
