package io.graphrecall.offline;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.GraphTables;

/**
 * Result of {@link ExtractStage}.
 *
 * @param withheld     the graph in memory, without what a trial of the generation recalls
 * @param clickThrough contents and items that queries led to
 * @param tables       lookup tables by the graph's ordinals
 */
record ExtractedGraph(WithheldTargets withheld, QueryClickThrough clickThrough, GraphTables tables) {

    HeteroGraph graph() {
        return withheld.known();
    }

    NodeIndex contents() {
        return tables.contents();
    }
}
