package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.ContentVectors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds a batch of precomputed vectors to existing contents. Other vectors of a content stay. */
final class VectorBatch {

    private static final CypherStatement CHANGED = CypherStatement.of("ingest/vectors-changed");
    private static final CypherStatement WRITE = CypherStatement.of("ingest/vectors-write");

    WriteReport write(GraphTransaction tx, List<ContentVectors> batch) {
        long seq = Sequence.lock(tx);
        Map<String, Map<String, Object>> last = new LinkedHashMap<>();
        for (ContentVectors record : batch) {
            Map<String, Object> properties = last.computeIfAbsent(record.content().key(), absent -> new HashMap<>());
            record.vectors().forEach((name, vector) -> properties.put(EntryProperties.VECTOR + name, vector));
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        last.forEach((key, properties) -> rows.add(Map.of("key", key, "properties", properties)));
        Set<String> known = new HashSet<>();
        Set<String> changed = new HashSet<>();
        tx.run(CHANGED, Map.of("rows", rows), row -> {
            known.add(row.string("key"));
            return row.flag("changed") && changed.add(row.string("key"));
        });
        List<Rejection> rejected = new ArrayList<>();
        int written = 0;
        for (int i = 0; i < batch.size(); i++) {
            String key = batch.get(i).content().key();
            if (!known.contains(key)) {
                rejected.add(new Rejection(i, "there is no content '" + key + "'"));
            } else if (changed.contains(key)) {
                written++;
            }
        }
        if (!changed.isEmpty()) {
            seq = Sequence.increment(tx);
            tx.execute(WRITE, Map.of(
                    "rows", rows.stream().filter(row -> changed.contains(String.valueOf(row.get("key")))).toList(),
                    "seq", seq));
        }
        return new WriteReport(written, batch.size() - written - rejected.size(), rejected, seq, Map.of());
    }
}
