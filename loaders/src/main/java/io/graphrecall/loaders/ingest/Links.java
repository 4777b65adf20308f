package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Relationships of one type, with the same properties, that a batch creates between existing nodes. */
public final class Links {

    private final RelationshipType type;
    private final NodeLabel source;
    private final NodeLabel target;
    private final Map<String, Object> properties;
    private final List<Ends> ends = new ArrayList<>();

    /** Keys of the start and the end node of a relationship. */
    public record Ends(String source, String target) {}

    Links(RelationshipType type, NodeLabel source, NodeLabel target) {
        this(type, source, target, Map.of());
    }

    Links(RelationshipType type, NodeLabel source, NodeLabel target, Map<String, Object> properties) {
        this.type = type;
        this.source = source;
        this.target = target;
        this.properties = Map.copyOf(properties);
    }

    void add(String sourceKey, String targetKey) {
        ends.add(new Ends(sourceKey, targetKey));
    }

    void create(BatchTarget graph) {
        if (!ends.isEmpty()) {
            graph.link(this);
        }
    }

    public RelationshipType type() {
        return type;
    }

    /** Returns the label of the start nodes. */
    public NodeLabel source() {
        return source;
    }

    /** Returns the label of the end nodes. */
    public NodeLabel target() {
        return target;
    }

    /** Returns the properties of every relationship. */
    public Map<String, Object> properties() {
        return properties;
    }

    /** Returns the nodes of each relationship, in the order of the records. */
    public List<Ends> ends() {
        return List.copyOf(ends);
    }
}
