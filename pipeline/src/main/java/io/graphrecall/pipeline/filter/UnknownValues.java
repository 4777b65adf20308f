package io.graphrecall.pipeline.filter;

import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.ContentId;

import java.util.ArrayList;
import java.util.List;

/** Collects the values of filters and requests that no content of a snapshot has, with JSON pointers. Not thread-safe. */
public final class UnknownValues {

    private static final int MAX = 100;

    private final ServingSnapshot snapshot;
    private final List<UnknownValue> found = new ArrayList<>(0);

    public UnknownValues(ServingSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** A value that no content has. */
    public record UnknownValue(String pointer, String value) {}

    /** Returns the first {@value #MAX}. */
    public List<UnknownValue> list() {
        return List.copyOf(found);
    }

    /** Adds a value that no content has. */
    public void add(String pointer, String value) {
        if (found.size() < MAX) {
            found.add(new UnknownValue(pointer, value));
        }
    }

    /** Checks the contents of an array. */
    public void checkContents(String pointer, List<ContentId> contents) {
        for (int i = 0; i < contents.size(); i++) {
            String id = contents.get(i).key();
            if (snapshot.contentOrdinal(id) < 0) {
                add(pointer + "/" + i, id);
            }
        }
    }

    public void checkFilter(String pointer, FilterGroup group) {
        checkParts(pointer, "/must/", group.must());
        checkParts(pointer, "/should/", group.should());
        checkParts(pointer, "/must_not/", group.mustNot());
    }

    public void checkLimits(String pointer, List<Limit> limits) {
        for (int i = 0; i < limits.size(); i++) {
            String attribute = limits.get(i).attribute();
            if (attribute != null && !snapshot.hasAttribute(attribute)) {
                add(pointer + "/" + i + "/field", limits.get(i).field());
            }
        }
    }

    private void checkParts(String pointer, String list, List<FilterPart> parts) {
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case FilterGroup group -> checkFilter(pointer + list + i, group);
                case Clause clause -> checkClause(pointer + list + i, clause);
            }
        }
    }

    private void checkClause(String pointer, Clause clause) {
        if (clause.field().startsWith(Clause.ATTRIBUTE) && !snapshot.hasAttribute(clause.attribute())) {
            add(pointer + "/field", clause.field());
            return;
        }
        checkValues(pointer, "/any/", clause, clause.any());
        checkValues(pointer, "/all/", clause, clause.all());
        if (clause.prefix() != null && !hasCategory(clause.prefix(), false)) {
            add(pointer + "/prefix", clause.prefix());
        }
    }

    private void checkValues(String pointer, String list, Clause clause, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (!isKnown(clause, values.get(i))) {
                add(pointer + list + i, values.get(i));
            }
        }
    }

    private boolean isKnown(Clause clause, String value) {
        return switch (clause.field()) {
            case Clause.TAG -> hasFeature(FeatureSpace.TAG, value);
            case Clause.CATEGORY -> hasCategory(value, true);
            case Clause.AUTHOR -> snapshot.tables().authors().ordinal(value) >= 0
                    || snapshot.overlay().values().authors().contains(value);
            case Clause.RELATION -> true;
            case Clause.CONTENT_ID -> snapshot.contentOrdinal(value) >= 0;
            default -> hasFeature(FeatureSpace.ATTRIBUTE, new AttributeValue(clause.attribute(), value).key());
        };
    }

    private boolean hasFeature(FeatureSpace space, String key) {
        return hasFeature(space, snapshot.tables().features(space).index().ordinal(key))
                || snapshot.overlay().values().keys(space).contains(key);
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
                || snapshot.overlay().values().keys(FeatureSpace.CATEGORY).stream().map(CategoryPath::ofKey).anyMatch(
                        category -> category.text().equals(text) || (byName && category.name().equals(text)));
    }
}
