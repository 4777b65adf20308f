package io.graphrecall.service.filter;

import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.service.overlay.LiveContent;
import io.graphrecall.service.snapshot.ServingSnapshot;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Collects the values of filters and requests that no content of a snapshot has, with JSON pointers. Not thread-safe. */
public final class UnknownValues {

    private static final int MAX = 100;

    private final ServingSnapshot snapshot;
    private final List<UnknownValue> found = new ArrayList<>(0);
    /** Features of the overlay, by space. */
    private final Map<FeatureSpace, Set<String>> liveFeatures = new EnumMap<>(FeatureSpace.class);
    private final Set<String> liveAuthors = new HashSet<>(0);

    public UnknownValues(ServingSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** A value that no content has. */
    public record UnknownValue(String pointer, String value) {}

    /** Returns the first {@value #MAX}. */
    public List<UnknownValue> list() {
        return List.copyOf(found);
    }

    /** Adds a value unless it is known. */
    public void check(String pointer, String value, BooleanSupplier known) {
        if (found.size() < MAX && !known.getAsBoolean()) {
            found.add(new UnknownValue(pointer, value));
        }
    }

    public void checkContent(String pointer, String id) {
        check(pointer, id, () -> snapshot.contentOrdinal(id) >= 0);
    }

    public void checkFilter(String pointer, FilterGroup group) {
        checkParts(pointer + "/must", group.must());
        checkParts(pointer + "/should", group.should());
        checkParts(pointer + "/must_not", group.mustNot());
    }

    private void checkParts(String pointer, List<FilterPart> parts) {
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case FilterGroup group -> checkFilter(pointer + "/" + i, group);
                case Clause clause -> checkClause(pointer + "/" + i, clause);
            }
        }
    }

    private void checkClause(String pointer, Clause clause) {
        if (clause.field().startsWith(Clause.ATTRIBUTE) && !snapshot.hasAttribute(clause.attribute())) {
            check(pointer + "/field", clause.field(), () -> false);
            return;
        }
        checkValues(pointer + "/any", clause, clause.any());
        checkValues(pointer + "/all", clause, clause.all());
        String prefix = clause.prefix();
        if (prefix != null) {
            check(pointer + "/prefix", prefix, () -> hasCategory(prefix, false));
        }
    }

    private void checkValues(String pointer, Clause clause, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            check(pointer + "/" + i, value, () -> switch (clause.field()) {
                case Clause.TAG -> hasFeature(FeatureSpace.TAG, value);
                case Clause.CATEGORY -> hasCategory(value, true);
                case Clause.AUTHOR -> snapshot.tables().authors().ordinal(value) >= 0 || liveAuthors().contains(value);
                case Clause.RELATION -> true;
                case Clause.CONTENT_ID -> snapshot.contentOrdinal(value) >= 0;
                default -> hasFeature(FeatureSpace.ATTRIBUTE, new AttributeValue(clause.attribute(), value).key());
            });
        }
    }

    private boolean hasFeature(FeatureSpace space, String key) {
        return hasFeature(space, snapshot.tables().features(space).index().ordinal(key))
                || liveFeatures(space).contains(key);
    }

    /** Returns true if a content has a feature of the generation. Items and queries may have others. */
    private boolean hasFeature(FeatureSpace space, int feature) {
        FeatureTables tables = snapshot.tables().features(space);
        return feature >= 0
                && (tables.largest()[feature] > 0 || snapshot.overlay().postings(space, feature) != null);
    }

    /** @param byName true if the name of one level is enough */
    private boolean hasCategory(String text, boolean byName) {
        FeatureTables tables = snapshot.tables().features(FeatureSpace.CATEGORY);
        return snapshot.categories(text).stream()
                .anyMatch(category -> hasFeature(FeatureSpace.CATEGORY, category)
                        && (byName || CategoryPath.text(tables.index().key(category)).equals(text)))
                || liveFeatures(FeatureSpace.CATEGORY).stream().map(CategoryPath::ofKey).anyMatch(
                        category -> category.text().equals(text) || (byName && category.name().equals(text)));
    }

    private Set<String> liveFeatures(FeatureSpace space) {
        return liveFeatures.computeIfAbsent(space, unused -> snapshot.overlay().contents().stream()
                .flatMap(content -> content.keys(space).stream()).collect(Collectors.toSet()));
    }

    private Set<String> liveAuthors() {
        if (liveAuthors.isEmpty()) {
            snapshot.overlay().contents().stream().map(LiveContent::author).filter(Objects::nonNull)
                    .forEach(liveAuthors::add);
        }
        return liveAuthors;
    }
}
