package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a batch of the category taxonomy: categories with their ancestors, and the counterpart of each. */
final class CategoryBatch {

    private static final CypherStatement WRITE = CypherStatement.of("ingest/category-write");
    private static final CypherStatement LINK = CypherStatement.of("ingest/link", RelationshipType.MAPS_TO);
    private static final CypherStatement UNLINK = CypherStatement.of("ingest/unlink", RelationshipType.MAPS_TO);

    WriteReport write(GraphTransaction tx, List<CategoryRecord> batch) {
        long seq = Sequence.lock(tx);
        Map<String, CategoryRecord> last = new LinkedHashMap<>();
        batch.forEach(record -> last.put(record.category().key(), record));
        List<CategoryRecord> changed = RecordDigest.changed(tx, NodeLabel.CATEGORY, last.values(),
                record -> record.category().key(), CategoryBatch::digest);
        if (!changed.isEmpty()) {
            seq = Sequence.increment(tx);
            put(tx, changed);
        }
        return new WriteReport(changed.size(), batch.size() - changed.size(), List.of(), seq, Map.of());
    }

    private static void put(GraphTransaction tx, List<CategoryRecord> changed) {
        Categories categories = new Categories();
        Links links = new Links(LINK);
        for (CategoryRecord record : changed) {
            categories.add(record.category());
            if (!record.mapsTo().isEmpty()) {
                CategoryPath counterpart = new CategoryPath(record.category().domain().other(), record.mapsTo());
                categories.add(counterpart);
                links.add(record.category().key(), counterpart.key());
            }
        }
        categories.merge(tx);
        tx.execute(WRITE,
                Map.of("rows", changed.stream()
                        .map(record -> Map.of("key", record.category().key(), "digest", digest(record))).toList()));
        tx.execute(UNLINK, Map.of("keys", changed.stream().map(record -> record.category().key()).toList()));
        links.create(tx);
    }

    private static String digest(CategoryRecord record) {
        return RecordDigest.of(record.mapsTo());
    }
}
