/**
 * Extraction of the {@link io.graphrecall.metapath.graph.HeteroGraph} from Neo4j with a few streaming queries.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.extract.GraphExtraction}: reads the graph
 * <li>{@link io.graphrecall.metapath.extract.ErasedGenerations}: deletes generations that name erased users
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.extract;

import org.jspecify.annotations.NullMarked;
