package io.graphrecall.metapath.graph;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;

import java.util.List;
import java.util.Map;

/**
 * The graph in memory, as of one moment. Every label's nodes are dense ordinals in the order of their keys, so that the
 * same graph gives the same numbers. Withdrawn contents and items are not in it. Immutable; thread-safe.
 *
 * @param state     what the graph says of itself
 * @param nodes     the nodes of each label that was read
 * @param adjacency the relationships, node to node, with their weights
 * @param facts     what is known of each content
 * @param texts     terms of contents and items
 * @param synonyms  per tag: other words for it
 * @param behaviour what users did
 */
public record HeteroGraph(
        State state,
        Map<NodeLabel, NodeIndex> nodes,
        Map<Hop, CsrTable> adjacency,
        ContentFacts facts,
        Texts texts,
        Map<String, List<String>> synonyms,
        Behaviour behaviour) {

    /**
     * What the graph says of itself.
     *
     * @param seq     the counter of its changes when reading began: everything up to it was read
     * @param dataSet what its times mean
     * @param asOf    epoch milliseconds: nothing later was read
     */
    public record State(long seq, DataSet dataSet, long asOf) {}

    /**
     * Facts of contents, by ordinal.
     *
     * @param publishedAt epoch milliseconds; {@link Long#MIN_VALUE} where unknown
     * @param expiresAt   epoch milliseconds; {@link Long#MAX_VALUE} for never
     * @param hidden      1 where it must not be recalled
     * @param authors     the publishing users
     * @param author      ordinal in {@code authors}; -1 where unknown
     */
    public record ContentFacts(
            long[] publishedAt, long[] expiresAt, byte[] hidden, NodeIndex authors, int[] author) {}

    /**
     * Terms of texts.
     *
     * @param terms    all terms
     * @param contents content to terms, how often each occurs
     * @param items    item to terms, how often each occurs
     */
    public record Texts(NodeIndex terms, CsrTable contents, CsrTable items) {}

    public HeteroGraph {
        nodes = Map.copyOf(nodes);
        adjacency = Map.copyOf(adjacency);
        synonyms = Map.copyOf(synonyms);
        for (Map.Entry<Hop, CsrTable> relationships : adjacency.entrySet()) {
            Hop hop = relationships.getKey();
            requireShape(hop, relationships.getValue(), nodesOf(nodes, hop.from()), nodesOf(nodes, hop.to()));
        }
    }

    /** The same graph with other behaviour of the same users. */
    public HeteroGraph withBehaviour(Behaviour other) {
        return new HeteroGraph(state, nodes, adjacency, facts, texts, synonyms, other);
    }

    /** The nodes of a label. */
    public NodeIndex nodes(NodeLabel label) {
        return nodesOf(nodes, label);
    }

    /** The relationships of one kind, rows in the order of {@link Hop#from}'s nodes. */
    public CsrTable adjacency(Hop hop) {
        CsrTable table = adjacency.get(hop);
        return table == null ? CsrTable.empty(nodes(hop.from()).size(), nodes(hop.to()).size()) : table;
    }

    private static NodeIndex nodesOf(Map<NodeLabel, NodeIndex> nodes, NodeLabel label) {
        NodeIndex index = nodes.get(label);
        if (index == null) {
            throw new IllegalArgumentException("the nodes " + label.label() + " were not read");
        }
        return index;
    }

    private static void requireShape(Hop hop, CsrTable table, NodeIndex from, NodeIndex to) {
        if (table.rows() != from.size() || table.columns() != to.size()) {
            throw new IllegalArgumentException(
                    "adjacency " + hop + " is " + table + ", not " + from.size() + " x " + to.size());
        }
    }
}
