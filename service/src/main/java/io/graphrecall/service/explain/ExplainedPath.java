package io.graphrecall.service.explain;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A way through the graph from a user to a content, as the graph has it.
 *
 * @param metaPath      the name of the meta-path it is an instance of; null where it is of none
 * @param nodes         from the user to the content
 * @param relationships how each node is joined to the next
 */
public record ExplainedPath(@Nullable String metaPath, List<Node> nodes, List<Relationship> relationships) {

    public ExplainedPath {
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
    }

    /** The same way from its end. */
    ExplainedPath reversed() {
        return new ExplainedPath(metaPath, nodes.reversed(),
                relationships.reversed().stream().map(Relationship::reversed).toList());
    }

    /**
     * A node on the way.
     *
     * @param name a title or name; null where the key says all
     */
    public record Node(String type, String id, @Nullable String name) {}

    /**
     * How two nodes are joined.
     *
     * @param forward whether it leads from the node before to the node after it
     * @param at      epoch milliseconds; null where it has no time
     * @param weight  null where it has none
     */
    public record Relationship(String type, boolean forward, @Nullable Long at, @Nullable Double weight) {

        private Relationship reversed() {
            return new Relationship(type, !forward, at, weight);
        }
    }
}
