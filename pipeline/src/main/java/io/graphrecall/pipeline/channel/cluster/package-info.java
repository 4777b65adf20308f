/**
 * Clusters of an embedding space as a channel.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.cluster.ClusterModule}: the serving module
 * <li>{@link io.graphrecall.pipeline.channel.cluster.ClusterChannel}: contents of the clusters of the triggers
 * <li>{@link io.graphrecall.pipeline.channel.cluster.ServingClusters}: the clusters of a generation
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.cluster;

import org.jspecify.annotations.NullMarked;
