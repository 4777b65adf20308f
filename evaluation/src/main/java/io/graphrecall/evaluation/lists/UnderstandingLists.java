package io.graphrecall.evaluation.lists;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.content.tag.TagMatch;
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

/** What is understood of contents, written as a line each: fields that a record has as they are, the others as found. */
public final class UnderstandingLists {

    private final ContentUnderstanding understanding;
    private final Set<Field> hidden;

    /** @param hidden the given fields that the understanding does not look at, and that are not written */
    public UnderstandingLists(ContentUnderstanding understanding, Set<Field> hidden) {
        this.understanding = understanding;
        this.hidden = Set.copyOf(hidden);
    }

    /** A line. */
    private record Line(
            @JsonProperty("content_id") String contentId,
            @JsonProperty("terms") List<String> terms,
            @JsonProperty("tags") List<Tag> tags,
            @JsonProperty("category") Category category,
            @JsonProperty("attributes") Map<String, List<String>> attributes) {}

    private record Tag(
            @JsonProperty("tag") String tag, @JsonProperty("score") float score,
            @JsonProperty("source") String source) {}

    /** @param score of the whole path; 0 where there is none */
    private record Category(
            @JsonProperty("path") List<String> path, @JsonProperty("score") float score,
            @JsonProperty("scores") List<Float> scores) {}

    /**
     * Writes a line for every content, in their order.
     *
     * @param taxonomy the known tags
     * @return how many lines were written
     */
    public long write(
            List<? extends CatalogueEntry> contents, List<TagRecord> taxonomy, Path file, Progress progress) {
        List<Understanding> understood = understanding.understand(contents, taxonomy, progress);
        try (ListWriter writer = ListWriter.to(file)) {
            for (int i = 0; i < understood.size(); i++) {
                writer.write(line(contents.get(i).description(), understood.get(i)));
            }
            writer.commit();
        }
        return understood.size();
    }

    private Line line(Description given, Understanding found) {
        return new Line(found.id(), found.terms(), tags(given, found), category(given, found),
                attributes(given, found));
    }

    private List<Tag> tags(Description given, Understanding found) {
        if (!hidden.contains(Field.TAGS) && !given.tags().isEmpty()) {
            return given.tags().stream().map(tag -> new Tag(tag, 1, TagMatch.Source.GIVEN.wireName())).toList();
        }
        return found.tags().stream().map(match -> new Tag(match.tag(), match.score(), match.source().wireName()))
                .toList();
    }

    private Category category(Description given, Understanding found) {
        if (!hidden.contains(Field.CATEGORY) && !given.category().isEmpty()) {
            return new Category(given.category(), 1, given.category().stream().map(level -> 1f).toList());
        }
        return found.category() == null
                ? new Category(List.of(), 0, List.of())
                : new Category(found.category().path(), found.category().scores().getLast(),
                        found.category().scores());
    }

    private Map<String, List<String>> attributes(Description given, Understanding found) {
        Map<String, List<String>> all = new TreeMap<>();
        if (!hidden.contains(Field.ATTRIBUTES)) {
            all.putAll(given.attributes());
        }
        found.attributes().forEach(match -> all.computeIfAbsent(match.value().property(), name -> new ArrayList<>())
                .add(match.value().value()));
        return all;
    }
}
