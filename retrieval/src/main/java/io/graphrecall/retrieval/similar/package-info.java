/**
 * Similar contents by cosine similarity over shared features.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.similar.FeatureMatrix}: nodes as unit vectors over several feature spaces
 * <li>{@link io.graphrecall.retrieval.similar.FeatureNeighbours}: the search
 * <li>{@link io.graphrecall.retrieval.similar.SimilarParameters}: its parameters
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.similar;

import org.jspecify.annotations.NullMarked;
