package io.graphrecall.pipeline.filter;

import io.graphrecall.blend.ContentLimit;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Maximum number of contents of a result with the same value of a field.
 *
 * @param field {@code author}, {@code category}, {@code tag} or {@code attribute.NAME}. A content with several values counts
 *              for each of them, one without a value for none
 * @param level level of the categories that count, 1 for root categories; null for the deepest categories of each content.
 *              Null for other fields
 * @param max   1 or more
 */
public record Limit(String field, @Nullable Integer level, int max) {

    private static final List<String> FIELDS = List.of(Clause.CATEGORY, Clause.TAG, Clause.AUTHOR);

    /** @throws RecallException INVALID for an unknown field, a level of another field or a number below 1 */
    public Limit {
        if (!Clause.isAttribute(field) && !FIELDS.contains(field)) {
            throw invalid("limits the field '" + field + "', expected author, category, tag or attribute.NAME");
        }
        if (level != null && !field.equals(Clause.CATEGORY)) {
            throw invalid("limits " + field + " by level, which only category has");
        }
        if (max < 1 || (level != null && level < 1)) {
            throw invalid("limits " + field + " with " + (max < 1 ? "max " + max : "level " + level)
                    + ", expected 1 or more");
        }
    }

    private static RecallException invalid(String message) {
        return new RecallException(RecallException.Code.INVALID, message);
    }

    /** Returns this limit for the contents of a snapshot. */
    public ContentLimit in(ServingSnapshot snapshot) {
        return new ContentLimit(max, content -> values(snapshot, content), this::text);
    }

    /** Returns the keys of the values of a content, each once. */
    private Collection<String> values(ServingSnapshot snapshot, int content) {
        return switch (field) {
            case Clause.AUTHOR -> {
                String author = snapshot.author(content);
                yield author == null ? List.of() : List.of(author);
            }
            case Clause.TAG -> tags(snapshot, content);
            case Clause.CATEGORY -> categories(snapshot, content).map(CategoryPath::key).toList();
            default -> snapshot.attributes(content).stream()
                    .filter(attribute -> attribute.property().equals(attribute())).map(AttributeValue::key).toList();
        };
    }

    private static Collection<String> tags(ServingSnapshot snapshot, int content) {
        LiveContent live = snapshot.overlay().find(content);
        Set<String> tags = new LinkedHashSet<>(snapshot.featureKeys(FeatureSpace.TAG, content));
        if (live != null) { // whose keys lack the parents of tags
            NodeIndex index = snapshot.tables().features(FeatureSpace.TAG).index();
            IntStream.of(live.features().vector(FeatureSpace.TAG).ordinals()).mapToObj(index::key).forEach(tags::add);
        }
        return tags;
    }

    private Stream<CategoryPath> categories(ServingSnapshot snapshot, int content) {
        return level == null
                ? snapshot.deepestCategories(content).stream()
                : snapshot.featureKeys(FeatureSpace.CATEGORY, content).stream().map(CategoryPath::ofKey)
                        .filter(category -> category.path().size() == level);
    }

    /** Returns the attribute's name in a field {@code attribute.NAME}; null for another field. */
    @Nullable
    String attribute() {
        return Clause.isAttribute(field) ? field.substring(Clause.ATTRIBUTE.length()) : null;
    }

    /**
     * Returns for example {@code at most 3 contents with author a-1}.
     *
     * @param key one of {@link #values}
     */
    private String text(String key) {
        String value = field.equals(Clause.CATEGORY)
                ? CategoryPath.text(key)
                : attribute() == null ? key : AttributeValue.ofKey(key).value();
        return "at most " + max + (max == 1 ? " content" : " contents") + " with " + field + " " + value;
    }
}
