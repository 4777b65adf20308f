package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds a batch of precomputed vectors to contents with a record. Other vectors of a content stay. */
final class VectorBatch {

    private VectorBatch() {}

    static WriteReport write(BatchTarget graph, List<ContentVectors> batch) {
        long seq = graph.lock();
        Map<String, Map<String, @Nullable Object>> last = new LinkedHashMap<>();
        for (ContentVectors record : batch) {
            Map<String, @Nullable Object> properties = last.computeIfAbsent(record.content().key(),
                    absent -> new HashMap<>());
            record.vectors().forEach((name, vector) -> properties.put(EntryProperties.VECTOR + name, vector));
        }
        List<NodeProperties> vectors = new ArrayList<>();
        last.forEach((key, properties) -> vectors.add(new NodeProperties(key, properties)));
        Map<String, Boolean> changes = graph.vectorChanges(vectors);
        Map<String, String> withoutRecord = changes.size() == last.size()
                ? Map.of()
                : graph.digests(NodeLabel.CONTENT, last.keySet());
        List<Rejection> rejected = new ArrayList<>();
        int written = 0;
        for (int i = 0; i < batch.size(); i++) {
            ContentVectors record = batch.get(i);
            Boolean isChanged = changes.get(record.content().key());
            if (isChanged == null) {
                boolean isHeld = BatchTarget.HELD.equals(withoutRecord.get(record.content().key()));
                rejected.add(new Rejection(i, isHeld ? Rejection.HELD : Rejection.unknownContent(record)));
            } else if (isChanged) {
                written++;
            }
        }
        if (written > 0) {
            long incremented = graph.increment();
            graph.putProperties(NodeLabel.CONTENT, vectors.stream()
                    .filter(content -> changes.getOrDefault(content.key(), false))
                    .map(content -> content.with("seq", incremented)).toList());
            seq = incremented;
        }
        return new WriteReport(written, batch.size() - written - rejected.size(), rejected, seq, Map.of());
    }
}
