package io.graphrecall.cypher;

import java.util.List;

/**
 * Distinct nodes and relationships in the rows of a result, for a drawing.
 *
 * @param columns       by node, its place in a drawing from left to right: the longest distance from the start of a path, or
 *                      for a node outside of paths from the first node that it is connected with
 * @param relationships those whose two ends are among the nodes
 */
public record ResultGraph(
        List<GraphTable.Node> nodes, List<Integer> columns, List<GraphTable.Relationship> relationships) {

    public ResultGraph {
        nodes = List.copyOf(nodes);
        columns = List.copyOf(columns);
        relationships = List.copyOf(relationships);
        if (nodes.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "A graph of " + nodes.size() + " nodes has the columns of " + columns.size());
        }
    }

    /**
     * Returns the part with the first nodes and the relationships between them.
     *
     * @param limit maximum number of nodes
     */
    public ResultGraph first(int limit) {
        return nodes.size() <= limit
                ? this
                : new ResultGraph(nodes.subList(0, limit), columns.subList(0, limit), relationships.stream()
                        .filter(each -> each.from() < limit && each.to() < limit).toList());
    }
}
