package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.CategoryPath;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Categories referenced by a batch, with all their ancestors. */
final class Categories {

    private static final CypherStatement MERGE = CypherStatement.of("ingest/category-merge");

    private final Set<CategoryPath> referenced = new LinkedHashSet<>();

    void add(CategoryPath category) {
        referenced.addAll(category.levels());
    }

    /** Creates the missing categories and returns their number. */
    int merge(GraphTransaction tx) {
        if (referenced.isEmpty()) {
            return 0;
        }
        List<CategoryPath> rootsFirst = new ArrayList<>(referenced);
        rootsFirst.sort(Comparator.comparingInt(category -> category.path().size()));
        return tx.execute(MERGE, Map.of("rows", rootsFirst.stream().map(Categories::row).toList())).nodesCreated();
    }

    private static Map<String, Object> row(CategoryPath category) {
        List<CategoryPath> levels = category.levels();
        Map<String, Object> row = new HashMap<>();
        row.put("key", category.key());
        row.put("name", category.name());
        row.put("path", category.path());
        row.put("domain", category.domain().wireName());
        row.put("parent", levels.size() == 1 ? null : levels.get(levels.size() - 2).key());
        return row;
    }
}
