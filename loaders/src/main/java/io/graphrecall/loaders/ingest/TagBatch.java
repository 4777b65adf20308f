package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.TagRecord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Writes a batch of the tag taxonomy: parent and synonyms of each tag. The taxonomy never contains a cycle. */
final class TagBatch {

    private TagBatch() {}

    static WriteReport write(BatchTarget graph, List<TagRecord> batch) {
        long seq = graph.lock();
        List<Rejection> rejected = new ArrayList<>();
        Map<String, TagRecord> last = withoutCycles(graph, batch, rejected);
        List<TagRecord> changed = RecordDigest.changed(graph, NodeLabel.TAG, last, TagBatch::digest);
        PlaceholderNodes parents = new PlaceholderNodes();
        if (!changed.isEmpty()) {
            seq = graph.increment();
            graph.putRecords(NodeLabel.TAG, changed.stream().map(TagBatch::properties).toList());
            Links links = new Links(RelationshipType.CHILD_OF, NodeLabel.TAG, NodeLabel.TAG);
            for (TagRecord tag : changed) {
                TagName parent = tag.parent();
                if (parent != null) {
                    parents.add(parent);
                    links.add(tag.tag().key(), parent.key());
                }
            }
            parents.createMissing(graph);
            links.create(graph);
        }
        int unchanged = batch.size() - rejected.size() - changed.size();
        return new WriteReport(changed.size(), unchanged, rejected, seq, parents.created());
    }

    /**
     * Returns the last record of each tag. Rejects records whose parent is a descendant of the tag. A record is tried again
     * after those that follow it, since they can take the parent of another tag away.
     */
    private static Map<String, TagRecord> withoutCycles(
            BatchTarget graph, List<TagRecord> batch, List<Rejection> rejected) {
        // A cycle goes through a parent of the batch.
        TagParents parents = new TagParents(graph.tagParents(batch.stream().map(TagRecord::parent)
                .filter(Objects::nonNull).map(TagName::key).distinct().toList()));
        Map<String, Integer> last = new LinkedHashMap<>();
        List<Integer> pending = IntStream.range(0, batch.size()).boxed().toList();
        int tried;
        do {
            tried = pending.size();
            List<Integer> refused = new ArrayList<>();
            for (int i : pending) {
                TagRecord tag = batch.get(i);
                if (last.getOrDefault(tag.tag().key(), -1) > i || !parents.put(tag)) {
                    refused.add(i);
                } else {
                    last.put(tag.tag().key(), i);
                }
            }
            pending = refused;
        } while (!pending.isEmpty() && pending.size() < tried);
        pending.forEach(i -> rejected.add(new Rejection(i, Rejection.tagCycle(batch.get(i)))));
        Map<String, TagRecord> records = new LinkedHashMap<>();
        last.forEach((key, i) -> records.put(key, batch.get(i)));
        return records;
    }

    private static NodeProperties properties(TagRecord tag) {
        return new NodeProperties(tag.tag().key(), Map.of("digest", digest(tag)))
                .with("synonyms", tag.synonyms().isEmpty() ? null : tag.synonyms());
    }

    private static String digest(TagRecord tag) {
        return RecordDigest.of(tag.synonyms(), tag.parent() == null ? "" : tag.parent().key());
    }
}
