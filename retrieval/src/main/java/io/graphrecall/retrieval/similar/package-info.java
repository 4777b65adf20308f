/**
 * Contents that are about the same: cosine over shared features, found through the rarest of them.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.similar.FeatureMatrix}: nodes as unit vectors over several feature spaces
 * <li>{@link io.graphrecall.retrieval.similar.SharedFeatures}: the search
 * <li>{@link io.graphrecall.retrieval.similar.SimilarParameters}: its settings
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.similar;

import org.jspecify.annotations.NullMarked;
