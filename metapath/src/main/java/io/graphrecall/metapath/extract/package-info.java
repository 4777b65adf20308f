/**
 * From Neo4j to the {@link io.graphrecall.metapath.graph.HeteroGraph}: a few long streams, never a query a node.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.extract.GraphExtraction}: reads all that recall is computed from
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.extract;

import org.jspecify.annotations.NullMarked;
