package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.CategoryPath;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Categories referenced by a batch, with all their ancestors. */
final class Categories {

    private final Set<CategoryPath> referenced = new LinkedHashSet<>();

    void add(CategoryPath category) {
        referenced.addAll(category.levels());
    }

    /** Creates the missing categories. */
    void createMissing(BatchTarget graph) {
        if (!referenced.isEmpty()) {
            List<CategoryPath> parentsFirst = new ArrayList<>(referenced);
            parentsFirst.sort(Comparator.comparingInt(category -> category.path().size()));
            graph.createMissingCategories(parentsFirst);
        }
    }
}
