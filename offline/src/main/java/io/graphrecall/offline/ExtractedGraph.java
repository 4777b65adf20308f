package io.graphrecall.offline;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.GraphTables;

/**
 * Result of {@link ExtractStage}.
 *
 * @param graph        the graph in memory
 * @param clickThrough contents and items that queries led to
 * @param tables       lookup tables by the graph's ordinals
 */
record ExtractedGraph(HeteroGraph graph, QueryClickThrough clickThrough, GraphTables tables) {

    NodeIndex contents() {
        return tables.contents();
    }
}
