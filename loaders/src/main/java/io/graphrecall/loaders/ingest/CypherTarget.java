package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.EventIdentity;
import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.ImpressionWindow.Shown;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Transaction on a running graph, which locks out other writers already. */
final class CypherTarget implements BatchTarget {

    private static final CypherStatement MERGE_CATEGORIES = CypherStatement.of("ingest/category-merge");
    private static final CypherStatement MERGE_ATTRIBUTES = CypherStatement.of("ingest/attribute-merge");
    private static final CypherStatement TAG_PARENTS = CypherStatement.of("ingest/tag-parents");
    private static final CypherStatement KNOWN_EVENTS = CypherStatement.of("ingest/event-known");
    private static final CypherStatement WINDOWS = CypherStatement.of("ingest/impression-window");
    private static final CypherStatement CREATE_EVENTS = CypherStatement.of("ingest/event-create");
    private static final CypherStatement VECTORS_CHANGED = CypherStatement.of("ingest/vectors-changed");

    /** Statements that delete the links of a record, by the label of its node. */
    private static final Map<NodeLabel, List<CypherStatement>> UNLINK = Map.of(
            NodeLabel.TAG, List.of(unlink(RelationshipType.CHILD_OF, NodeLabel.TAG, NodeLabel.TAG)),
            NodeLabel.CATEGORY,
            List.of(unlink(RelationshipType.MAPS_TO, NodeLabel.CATEGORY, NodeLabel.CATEGORY)),
            NodeLabel.USER, List.of(unlink(RelationshipType.FOLLOWS, NodeLabel.USER, NodeLabel.USER),
                    unlink(RelationshipType.BLOCKS, NodeLabel.USER, NodeLabel.USER),
                    unlink(RelationshipType.MUTES, NodeLabel.USER, NodeLabel.TAG)),
            NodeLabel.CONTENT, List.of(CypherStatement.of("ingest/entry-unlink", NodeLabel.CONTENT),
                    CypherStatement.of("ingest/author-unlink")),
            NodeLabel.ITEM, List.of(CypherStatement.of("ingest/entry-unlink", NodeLabel.ITEM)));

    /** Parameters and columns with keys of nodes in the statements of events. */
    private static final Map<NodeLabel, String> PARAMETERS = new EnumMap<>(Map.of(NodeLabel.USER, "users",
            NodeLabel.CONTENT, "contents", NodeLabel.ITEM, "items", NodeLabel.QUERY, "queries"));

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

    private static CypherStatement unlink(RelationshipType type, NodeLabel source, NodeLabel target) {
        return CypherStatement.of("ingest/unlink", type, source, target);
    }

    @Override
    public long lock() {
        return seq;
    }

    @Override
    public long increment() {
        return GraphPosition.increment(tx);
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
    public void createMissingCategories(Collection<CategoryPath> parentsFirst) {
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
    public BatchLookup lookup(List<BehaviourEvent> batch, Map<NodeLabel, Set<String>> referenced) {
        Map<String, Object> parameters = byParameter(referenced);
        parameters.put("ids", identities(batch));
        return tx.run(KNOWN_EVENTS, Map.of("batch", parameters), CypherTarget::lookup).getFirst();
    }

    @Override
    public Map<String, ImpressionWindow> windows(Collection<String> users) {
        Map<String, ImpressionWindow> windows = new HashMap<>();
        tx.run(WINDOWS, Map.of("users", users), row -> {
            List<String> contents = row.strings("contents");
            long[] times = row.longs("times");
            List<Shown> impressions = new ArrayList<>();
            for (int i = 0; i < contents.size(); i++) {
                impressions.add(new Shown(contents.get(i), i < times.length ? times[i] : 0L));
            }
            ImpressionWindow window = new ImpressionWindow();
            window.add(impressions);
            return windows.put(row.string("user"), window) == null;
        });
        return windows;
    }

    @Override
    public long putEvents(NewEvents batch) {
        Map<NodeLabel, List<Map<String, Object>>> rows = new EnumMap<>(NodeLabel.class);
        for (BehaviourEvent event : batch.events()) {
            rows.computeIfAbsent(event.target().label(), none -> new ArrayList<>())
                    .add(row(event, event.action().relationship().orElseThrow()));
        }
        Map<String, Object> parameters = byParameter(batch.missing());
        parameters.put("on_contents", rows.getOrDefault(NodeLabel.CONTENT, List.of()));
        parameters.put("on_items", rows.getOrDefault(NodeLabel.ITEM, List.of()));
        parameters.put("searches", rows.getOrDefault(NodeLabel.QUERY, List.of()));
        parameters.put("shown", batch.shown().entrySet().stream().map(one -> row(one.getKey(), one.getValue()))
                .toList());
        parameters.put("noted", batch.noted());
        parameters.put("seq", batch.seq());
        return tx.run(CREATE_EVENTS, Map.of("batch", parameters), row -> row.integer("seq")).getFirst();
    }

    /** Returns keys of nodes by the name of their parameter in the statements of events. */
    private static Map<String, Object> byParameter(Map<NodeLabel, Set<String>> keys) {
        Map<String, Object> parameters = new HashMap<>();
        PARAMETERS.forEach((label, name) -> parameters.put(name, keys.getOrDefault(label, Set.of())));
        return parameters;
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

    private static BatchLookup lookup(GraphRow row) {
        Map<String, BehaviourEvent> events = new HashMap<>();
        row.rows("events").forEach(one -> events.put(one.string("id"), event(one)));
        Map<NodeLabel, List<String>> missing = new EnumMap<>(NodeLabel.class);
        PARAMETERS.forEach((label, name) -> missing.put(label, row.strings(name)));
        return new BatchLookup(events, missing);
    }

    /** Returns the identities to look up by relationship type. An impression has none, as its identity is not stored. */
    private static Map<String, List<String>> identities(List<BehaviourEvent> batch) {
        Map<String, List<String>> ids = new HashMap<>();
        List<String> types = Arrays.stream(Action.values()).flatMap(action -> action.relationship().stream())
                .map(Enum::name).toList();
        types.forEach(type -> ids.put(type, new ArrayList<>()));
        for (BehaviourEvent event : batch) {
            List<String> lookupTypes = event.action() == Action.IMPRESSION || hasComputedIdentity(event)
                    ? event.action().relationship().map(Enum::name).stream().toList()
                    : types;
            lookupTypes.forEach(type -> ids.computeIfAbsent(type, none -> new ArrayList<>()).add(event.id()));
        }
        return ids;
    }

    /**
     * Returns true if the identity was computed from the event. It can only exist under the event's own type, which
     * saves eleven look-ups.
     */
    private static boolean hasComputedIdentity(BehaviourEvent event) {
        return event.id().equals(EventIdentity.of(event.user(), event.action(), event.target(), event.at(),
                event.scene(), event.requestId(), 0));
    }

    private static BehaviourEvent event(GraphRow row) {
        Action action = Action.ofRelationship(row.string("type")).orElseThrow();
        long dwellMs = row.integer("dwell_ms", -1);
        String query = row.stringOrNull("query");
        return new BehaviourEvent(row.string("id"), new UserId(row.string("user")), action,
                action.targetKey(row.string("target")), Instant.ofEpochMilli(row.integer("at")), 0,
                dwellMs < 0 ? null : dwellMs, row.stringOrNull("scene"), query(query), row.stringOrNull("request_id"));
    }

    private static @Nullable QueryText query(@Nullable String text) {
        return text == null ? null : new QueryText(text);
    }

    /** Absent fields are null, which the statement does not store. */
    private static Map<String, Object> row(BehaviourEvent event, RelationshipType type) {
        Map<String, Object> row = new HashMap<>();
        row.put("type", type.name());
        row.put("id", event.id());
        row.put("user", event.user().key());
        row.put("target", event.target().key());
        row.put("at", event.at().toEpochMilli());
        row.put("order", event.order());
        row.put("dwell_ms", event.dwellMs());
        row.put("scene", event.scene());
        row.put("query", event.query() == null ? null : event.query().key());
        row.put("request_id", event.requestId());
        return row;
    }

    private static Map<String, Object> row(String user, ImpressionWindow window) {
        List<Shown> impressions = window.impressions();
        return Map.of("user", user, "contents", impressions.stream().map(Shown::content).toList(), "times",
                impressions.stream().map(Shown::at).toList());
    }
}
