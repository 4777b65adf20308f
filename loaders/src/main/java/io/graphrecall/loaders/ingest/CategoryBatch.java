package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a batch of the category taxonomy: categories with their ancestors, and the counterpart of each. */
final class CategoryBatch {

    private CategoryBatch() {}

    static WriteReport write(BatchTarget graph, List<CategoryRecord> batch) {
        long seq = graph.lock();
        Map<String, CategoryRecord> last = new LinkedHashMap<>();
        batch.forEach(record -> last.put(record.category().key(), record));
        List<CategoryRecord> changed = RecordDigest.changed(
                graph, NodeLabel.CATEGORY, last, CategoryBatch::digest);
        if (!changed.isEmpty()) {
            seq = graph.increment();
            put(graph, changed);
        }
        return new WriteReport(changed.size(), batch.size() - changed.size(), List.of(), seq, Map.of());
    }

    private static void put(BatchTarget graph, List<CategoryRecord> changed) {
        Set<CategoryPath> categories = new LinkedHashSet<>();
        Links links = new Links(RelationshipType.MAPS_TO, NodeLabel.CATEGORY, NodeLabel.CATEGORY);
        for (CategoryRecord record : changed) {
            categories.addAll(record.category().levels());
            if (!record.mapsTo().isEmpty()) {
                CategoryPath counterpart = new CategoryPath(record.category().domain().other(), record.mapsTo());
                categories.addAll(counterpart.levels());
                links.add(record.category().key(), counterpart.key());
            }
        }
        graph.createMissingCategories(categories);
        graph.putRecords(NodeLabel.CATEGORY, changed.stream()
                .map(record -> new NodeProperties(record.category().key(), Map.of("digest", digest(record)))).toList());
        links.create(graph);
    }

    private static String digest(CategoryRecord record) {
        return RecordDigest.of(record.mapsTo());
    }
}
