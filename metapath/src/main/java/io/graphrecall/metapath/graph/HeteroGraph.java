package io.graphrecall.metapath.graph;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;

import java.util.List;
import java.util.Map;

/**
 * Heterogeneous graph in memory, as of one point in time. The nodes of each label are dense ordinals in the order of
 * their keys, contents in that of their categories first, so equal graphs get equal ordinals. Withdrawn contents and items
 * are excluded. Immutable; thread-safe.
 *
 * @param state     change counter, data set and time of the graph
 * @param nodes     nodes by label
 * @param adjacency weighted relationships by hop
 * @param facts     facts of contents
 * @param texts     terms of contents and items
 * @param synonyms  synonyms by tag
 * @param behaviour events of users
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
     * State of the graph.
     *
     * @param seq     change counter when reading began; all changes up to it are included
     * @param graphId id of the graph; empty if unknown
     * @param dataSet data set, with the meaning of its timestamps
     * @param asOf    epoch milliseconds; later events are excluded
     */
    public record State(long seq, String graphId, DataSet dataSet, long asOf) {}

    /**
     * Facts of contents, indexed by ordinal.
     *
     * @param publishedAt epoch milliseconds; {@link Long#MIN_VALUE} if unknown
     * @param expiresAt   epoch milliseconds; {@link Long#MAX_VALUE} for never
     * @param hidden      {@link #HIDDEN} if the content must not be recalled; {@link #UNDESCRIBED} if only events mention it
     *                    while the catalogue describes other contents; else 0
     * @param authors     users who published contents
     * @param author      ordinal in {@code authors}; -1 if unknown
     * @param titles      titles
     * @param impressions number of users who were shown the content, among the latest contents of each user
     */
    public record ContentFacts(
            long[] publishedAt, long[] expiresAt, byte[] hidden, NodeIndex authors, int[] author, TextColumn titles,
            int[] impressions) {

        /** Must not be recalled. */
        public static final byte HIDDEN = 1;
        /** Only events mention the content; it is recalled only if the settings say so. */
        public static final byte UNDESCRIBED = 2;
    }

    /**
     * Term counts of texts.
     *
     * @param terms    all terms
     * @param names    most frequent word of each term, by ordinal
     * @param contents content to terms, with term counts
     * @param items    item to terms, with term counts
     */
    public record Texts(NodeIndex terms, NodeIndex names, CsrTable contents, CsrTable items) {

        /** Creates texts in which every term is a word. */
        public Texts(NodeIndex terms, CsrTable contents, CsrTable items) {
            this(terms, terms, contents, items);
        }
    }

    public HeteroGraph {
        nodes = Map.copyOf(nodes);
        adjacency = Map.copyOf(adjacency);
        synonyms = Map.copyOf(synonyms);
    }

    /** Returns the same graph with other behaviour of the same users. */
    public HeteroGraph withBehaviour(Behaviour other) {
        return new HeteroGraph(state, nodes, adjacency, facts, texts, synonyms, other);
    }

    public NodeIndex nodes(NodeLabel label) {
        NodeIndex index = nodes.get(label);
        if (index == null) {
            throw new IllegalArgumentException("The nodes of label " + label.label() + " are not in this graph");
        }
        return index;
    }

    /** Relationships of a hop. Rows are the ordinals of {@link Hop#from}, columns those of {@link Hop#to}. */
    public CsrTable adjacency(Hop hop) {
        CsrTable table = adjacency.get(hop);
        return table == null ? CsrTable.empty(nodes(hop.from()).size(), nodes(hop.to()).size()) : table;
    }
}
