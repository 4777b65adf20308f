package io.graphrecall.pipeline.explain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A path in the graph from a user to a content, as the API returns it.
 *
 * @param metaPath      name of the meta-path that it is an instance of, or null
 * @param nodes         from the user to the content
 * @param relationships the relationship between each node and the next
 */
public record ExplainedPath(
        @JsonProperty("metapath") @Nullable String metaPath, List<Node> nodes, List<Relationship> relationships) {

    public ExplainedPath {
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
    }

    /** Returns the path from its end to its start. */
    ExplainedPath reversed() {
        return new ExplainedPath(metaPath, nodes.reversed(),
                relationships.reversed().stream().map(Relationship::reversed).toList());
    }

    /**
     * A node of the path.
     *
     * @param key  value of the key property in the graph
     * @param id   the key for people: {@code property=value} of an attribute, levels joined by a slash of a category
     * @param name title or name; null if it equals the id or the key
     */
    public record Node(String type, @JsonIgnore String key, String id, @Nullable String name) {

        static Node of(String type, String key, @Nullable String name) {
            String id = type.equals(NodeLabel.ATTRIBUTE.label())
                    ? AttributeValue.text(key)
                    : type.equals(NodeLabel.CATEGORY.label()) ? CategoryPath.text(key) : key;
            return new Node(type, key, id, id.equals(name) || key.equals(name) ? null : name);
        }
    }

    /**
     * A relationship between two consecutive nodes.
     *
     * @param forward true if it starts at the first of the two nodes
     * @param at      null if it has no time
     * @param weight  null if it has no weight
     */
    public record Relationship(
            String type, boolean forward, @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant at,
            @Nullable Double weight) {

        private Relationship reversed() {
            return new Relationship(type, !forward, at, weight);
        }
    }
}
