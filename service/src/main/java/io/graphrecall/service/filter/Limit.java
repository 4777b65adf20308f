package io.graphrecall.service.filter;

import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.List;

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
        boolean attribute = field.startsWith(Clause.ATTRIBUTE) && field.length() > Clause.ATTRIBUTE.length();
        if (!attribute && !FIELDS.contains(field)) {
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

    /** Returns the values of a content, each once, in a form for people. */
    public List<String> values(ServingSnapshot snapshot, int content) {
        return switch (field) {
            case Clause.AUTHOR -> {
                String author = snapshot.author(content);
                yield author == null ? List.of() : List.of(author);
            }
            case Clause.TAG -> snapshot.featureKeys(FeatureSpace.TAG, content);
            case Clause.CATEGORY -> categories(snapshot.featureKeys(FeatureSpace.CATEGORY, content).stream()
                    .map(CategoryPath::ofKey).toList());
            default -> snapshot.featureKeys(FeatureSpace.ATTRIBUTE, content).stream().map(AttributeValue::ofKey)
                    .filter(attribute -> attribute.property().equals(field.substring(Clause.ATTRIBUTE.length())))
                    .map(AttributeValue::value).toList();
        };
    }

    /** @param all the categories of a content, with all levels above each */
    private List<String> categories(List<CategoryPath> all) {
        return all.stream()
                .filter(category -> level == null
                        ? all.stream().noneMatch(other -> category.equals(other.parent()))
                        : category.path().size() == level)
                .map(CategoryPath::text).distinct().toList();
    }

    /** Returns the attribute's name in a field {@code attribute.NAME}; null for another field. */
    @Nullable
    String attribute() {
        return field.startsWith(Clause.ATTRIBUTE) ? field.substring(Clause.ATTRIBUTE.length()) : null;
    }

    /** Returns for example {@code at most 3 contents with author a-1}. */
    public String text(String value) {
        return "at most " + max + (max == 1 ? " content" : " contents") + " with " + field + " " + value;
    }
}
