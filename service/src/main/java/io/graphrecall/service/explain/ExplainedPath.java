package io.graphrecall.service.explain;

import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A path in the graph from a user to a content.
 *
 * @param metaPath      name of the meta-path that it is an instance of, or null
 * @param nodes         from the user to the content
 * @param relationships the relationship between each node and the next
 */
public record ExplainedPath(@Nullable String metaPath, List<Node> nodes, List<Relationship> relationships) {

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
     * @param id   value of the key property in the graph
     * @param name title or name; null if it equals the id
     */
    public record Node(String type, String id, @Nullable String name) {

        /** Returns the id for people: {@code property=value} of an attribute, levels joined by a slash of a category. */
        public String readableId() {
            if (type.equals(NodeLabel.ATTRIBUTE.label())) {
                return AttributeValue.text(id);
            }
            return type.equals(NodeLabel.CATEGORY.label()) ? CategoryPath.text(id) : id;
        }

        /** Returns the name, or null if the readable id says the same. */
        public @Nullable String otherName() {
            return readableId().equals(name) ? null : name;
        }
    }

    /**
     * A relationship between two consecutive nodes.
     *
     * @param forward true if it starts at the first of the two nodes
     * @param at      epoch milliseconds; null if it has no time
     * @param weight  null if it has no weight
     */
    public record Relationship(String type, boolean forward, @Nullable Long at, @Nullable Double weight) {

        private Relationship reversed() {
            return new Relationship(type, !forward, at, weight);
        }
    }
}
