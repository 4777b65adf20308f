/**
 * Extraction of the {@link io.graphrecall.metapath.graph.HeteroGraph} from Neo4j with a few streaming queries.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.extract.GraphExtraction}: reads the graph
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.extract;

import org.jspecify.annotations.NullMarked;
