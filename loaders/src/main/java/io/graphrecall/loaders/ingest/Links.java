package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Relationships of one type, with the same properties, that a batch creates between existing nodes.
 *
 * @param properties properties of every relationship
 * @param ends       nodes of each relationship, in the order of the records; it grows until the relationships are created
 */
public record Links(Type type, Map<String, Object> properties, List<Ends> ends) {

    /** Type of relationships, with the labels of their start and end nodes. */
    public record Type(RelationshipType relationship, NodeLabel source, NodeLabel target) {}

    /** Keys of the start and the end node of a relationship. */
    public record Ends(String source, String target) {}

    /** Creates an empty list of relationships without properties. */
    public Links(RelationshipType relationship, NodeLabel source, NodeLabel target) {
        this(relationship, source, target, Map.of());
    }

    Links(RelationshipType relationship, NodeLabel source, NodeLabel target, Map<String, Object> properties) {
        this(new Type(relationship, source, target), Map.copyOf(properties), new ArrayList<>());
    }

    /** Adds a relationship. */
    public void add(String sourceKey, String targetKey) {
        ends.add(new Ends(sourceKey, targetKey));
    }

    void create(BatchTarget graph) {
        if (!ends.isEmpty()) {
            graph.link(this);
        }
    }
}
