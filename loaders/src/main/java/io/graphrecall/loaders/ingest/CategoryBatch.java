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

/** Writes a batch of the category taxonomy: the categories with their levels, and the counterpart of each. */
final class CategoryBatch {

    private static final CypherStatement WRITE = CypherStatement.of("ingest/category-write");
    private static final CypherStatement LINK = CypherStatement.of("ingest/link", RelationshipType.MAPS_TO);
    private static final CypherStatement UNLINK = CypherStatement.of("ingest/unlink", RelationshipType.MAPS_TO);

    WriteReport write(GraphTransaction tx, List<CategoryRecord> batch) {
        long seq = Sequence.lock(tx);
        Map<String, CategoryRecord> last = new LinkedHashMap<>();
        batch.forEach(one -> last.put(one.category().key(), one));
        List<CategoryRecord> changed = RecordDigest.changed(tx, NodeLabel.CATEGORY, last.values(),
                one -> one.category().key(), CategoryBatch::digest);
        if (!changed.isEmpty()) {
            seq = Sequence.raise(tx);
            put(tx, changed);
        }
        return new WriteReport(changed.size(), batch.size() - changed.size(), List.of(), seq, Map.of());
    }

    private static void put(GraphTransaction tx, List<CategoryRecord> changed) {
        Categories categories = new Categories();
        Links links = new Links(LINK);
        for (CategoryRecord one : changed) {
            categories.add(one.category());
            if (!one.mapsTo().isEmpty()) {
                CategoryPath counterpart = new CategoryPath(other(one.category().domain()), one.mapsTo());
                categories.add(counterpart);
                links.add(one.category().key(), counterpart.key());
            }
        }
        categories.merge(tx);
        tx.execute(WRITE,
                Map.of("rows", changed.stream()
                        .map(one -> Map.of("key", one.category().key(), "digest", digest(one))).toList()));
        tx.execute(UNLINK, Map.of("keys", changed.stream().map(one -> one.category().key()).toList()));
        links.create(tx);
    }

    private static CategoryPath.Domain other(CategoryPath.Domain domain) {
        return domain == CategoryPath.Domain.CONTENT ? CategoryPath.Domain.ITEM : CategoryPath.Domain.CONTENT;
    }

    private static String digest(CategoryRecord record) {
        return RecordDigest.of(record.mapsTo());
    }
}
