package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.TagRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a batch of the tag taxonomy: parent and synonyms of each tag. The taxonomy never contains a cycle. */
final class TagBatch {

    private static final CypherStatement PARENTS = CypherStatement.of("ingest/tag-parents");
    private static final CypherStatement WRITE = CypherStatement.of("ingest/tag-write");
    private static final CypherStatement LINK = CypherStatement.of("ingest/link", RelationshipType.CHILD_OF,
            NodeLabel.TAG, NodeLabel.TAG);
    private static final CypherStatement UNLINK = CypherStatement.of("ingest/unlink", RelationshipType.CHILD_OF,
            NodeLabel.TAG, NodeLabel.TAG);

    WriteReport write(GraphTransaction tx, List<TagRecord> batch) {
        long seq = Sequence.lock(tx);
        List<Rejection> rejected = new ArrayList<>();
        Map<String, TagRecord> last = withoutCycles(tx, batch, rejected);
        List<TagRecord> changed = RecordDigest.changed(tx, NodeLabel.TAG, last.values(), tag -> tag.tag().key(),
                TagBatch::digest);
        PlaceholderNodes parents = new PlaceholderNodes();
        if (!changed.isEmpty()) {
            seq = Sequence.increment(tx);
            tx.execute(WRITE, Map.of("rows", changed.stream().map(TagBatch::row).toList()));
            tx.execute(UNLINK, Map.of("keys", changed.stream().map(tag -> tag.tag().key()).toList()));
            Links links = new Links(LINK);
            for (TagRecord tag : changed) {
                TagName parent = tag.parent();
                if (parent != null) {
                    parents.add(parent);
                    links.add(tag.tag().key(), parent.key());
                }
            }
            parents.merge(tx);
            links.create(tx);
        }
        int unchanged = batch.size() - rejected.size() - changed.size();
        return new WriteReport(changed.size(), unchanged, rejected, seq, parents.created());
    }

    /** Returns the last record of each tag. Rejects records whose parent is a descendant of the tag. */
    private static Map<String, TagRecord> withoutCycles(
            GraphTransaction tx, List<TagRecord> batch, List<Rejection> rejected) {
        Map<String, String> parents = new HashMap<>();
        tx.run(PARENTS, Map.of(), row -> parents.put(row.string("tag"), row.string("parent")));
        Map<String, TagRecord> last = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            TagRecord tag = batch.get(i);
            String key = tag.tag().key();
            String parent = tag.parent() == null ? null : tag.parent().key();
            if (isAncestor(key, parent, parents)) {
                rejected.add(new Rejection(i, "tag '" + key + "' would be an ancestor of itself through '" + parent
                        + "'"));
                continue;
            }
            last.put(key, tag);
            if (parent == null) {
                parents.remove(key);
            } else {
                parents.put(key, parent);
            }
        }
        return last;
    }

    private static boolean isAncestor(String tag, @Nullable String start, Map<String, String> parents) {
        for (String ancestor = start; ancestor != null; ancestor = parents.get(ancestor)) {
            if (ancestor.equals(tag)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> row(TagRecord tag) {
        Map<String, Object> row = new HashMap<>();
        row.put("key", tag.tag().key());
        row.put("synonyms", tag.synonyms().isEmpty() ? null : tag.synonyms());
        row.put("digest", digest(tag));
        return row;
    }

    private static String digest(TagRecord tag) {
        return RecordDigest.of(tag.synonyms(), tag.parent() == null ? "" : tag.parent().key());
    }
}
