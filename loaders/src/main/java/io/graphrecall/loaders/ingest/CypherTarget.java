package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Transaction on a running graph, which locks out other writers already. */
final class CypherTarget implements BatchTarget {

    private static final CypherStatement MERGE_CATEGORIES = CypherStatement.of("ingest/category-merge");
    private static final CypherStatement MERGE_ATTRIBUTES = CypherStatement.of("ingest/attribute-merge");
    private static final CypherStatement TAG_PARENTS = CypherStatement.of("ingest/tag-parents");
    private static final CypherStatement VECTORS_CHANGED = CypherStatement.of("ingest/vectors-changed");

    /** Statements that delete the links of a record, by the label of its node. */
    private static final Map<NodeLabel, List<CypherStatement>> UNLINK = Map.of(
            NodeLabel.TAG, List.of(CypherStatement.of("ingest/unlink", RelationshipType.CHILD_OF, NodeLabel.TAG,
                    NodeLabel.TAG)),
            NodeLabel.CATEGORY, List.of(CypherStatement.of("ingest/unlink", RelationshipType.MAPS_TO)),
            NodeLabel.USER, List.of(CypherStatement.of("ingest/unlink", RelationshipType.FOLLOWS),
                    CypherStatement.of("ingest/unlink", RelationshipType.BLOCKS),
                    CypherStatement.of("ingest/unlink", RelationshipType.MUTES)),
            NodeLabel.CONTENT, List.of(CypherStatement.of("ingest/entry-unlink", NodeLabel.CONTENT),
                    CypherStatement.of("ingest/author-unlink")),
            NodeLabel.ITEM, List.of(CypherStatement.of("ingest/entry-unlink", NodeLabel.ITEM)));

    private static final Map<Links.Type, CypherStatement> LINK = new ConcurrentHashMap<>();
    /** Statements about nodes by name and label. */
    private static final Map<String, CypherStatement> OF_LABEL = new ConcurrentHashMap<>();

    private final GraphTransaction tx;
    private final long seq;

    /** @param seq sequence number before the transaction */
    CypherTarget(GraphTransaction tx, long seq) {
        this.tx = tx;
        this.seq = seq;
    }

    @Override
    public long lock() {
        return seq;
    }

    @Override
    public long increment() {
        return Sequence.increment(tx);
    }

    @Override
    public Map<String, String> digests(NodeLabel label, Collection<String> keys) {
        Map<String, String> digests = new HashMap<>();
        tx.run(statement("ingest/record-digest", label), Map.of("keys", keys),
                row -> digests.put(row.string("key"), Objects.requireNonNullElse(row.stringOrNull("digest"), "")));
        return digests;
    }

    @Override
    public void putRecords(NodeLabel label, List<NodeProperties> records) {
        List<String> keys = records.stream().map(NodeProperties::key).toList();
        UNLINK.getOrDefault(label, List.of()).forEach(unlink -> tx.execute(unlink, Map.of("keys", keys)));
        if (label == NodeLabel.CONTENT || label == NodeLabel.ITEM) {
            tx.execute(statement("ingest/entry-write", label), rows(records.stream()
                    .map(record -> record.with(label.keyProperty(), record.key())).toList()));
        } else {
            putProperties(label, records);
        }
    }

    @Override
    public void putProperties(NodeLabel label, List<NodeProperties> nodes) {
        tx.execute(statement("ingest/node-write", label), rows(nodes));
    }

    @Override
    public int createMissing(NodeLabel label, Collection<String> keys) {
        return tx.execute(statement("ingest/node-merge", label), Map.of("keys", keys)).nodesCreated();
    }

    @Override
    public void createMissingCategories(List<CategoryPath> parentsFirst) {
        tx.execute(MERGE_CATEGORIES, Map.of("rows", parentsFirst.stream().map(CypherTarget::row).toList()));
    }

    @Override
    public void createMissingAttributes(Collection<AttributeValue> attributes) {
        tx.execute(MERGE_ATTRIBUTES,
                Map.of("rows", attributes.stream()
                        .map(one -> Map.of("key", one.key(), "property", one.property(), "value", one.value()))
                        .toList()));
    }

    @Override
    public void link(Links links) {
        CypherStatement statement = LINK.computeIfAbsent(links.type(),
                type -> CypherStatement.of("ingest/link", type.relationship(), type.source(), type.target()));
        tx.execute(statement, Map.of("properties", links.properties(), "rows", links.ends().stream()
                .map(ends -> Map.of("source", ends.source(), "target", ends.target())).toList()));
    }

    @Override
    public Map<String, String> tagParents(Collection<String> tags) {
        Map<String, String> parents = new HashMap<>();
        tx.run(TAG_PARENTS, Map.of("keys", tags), row -> parents.put(row.string("tag"), row.string("parent")));
        return parents;
    }

    @Override
    public Map<String, Boolean> vectorChanges(List<NodeProperties> vectors) {
        Map<String, Boolean> changes = new HashMap<>();
        tx.run(VECTORS_CHANGED, rows(vectors), row -> changes.put(row.string("key"), row.flag("changed")));
        return changes;
    }

    @Override
    public BatchLookup lookup(List<BehaviourEvent> batch) {
        return EventStatements.lookup(tx, batch);
    }

    @Override
    public Map<String, ImpressionWindow> windows(Collection<String> users) {
        return EventStatements.windows(tx, users);
    }

    @Override
    public long putEvents(NewEvents events) {
        return EventStatements.put(tx, events);
    }

    private static CypherStatement statement(String name, NodeLabel label) {
        return OF_LABEL.computeIfAbsent(name + " " + label, absent -> CypherStatement.of(name, label));
    }

    private static Map<String, Object> rows(List<NodeProperties> nodes) {
        return Map.of("rows",
                nodes.stream().map(node -> Map.of("key", node.key(), "properties", node.properties())).toList());
    }

    private static Map<String, Object> row(CategoryPath category) {
        CategoryPath parent = category.parent();
        Map<String, Object> row = new HashMap<>();
        row.put("key", category.key());
        row.put("name", category.name());
        row.put("path", category.path());
        row.put("domain", category.domain().wireName());
        row.put("parent", parent == null ? null : parent.key());
        return row;
    }
}
