/**
 * The serving side of the meta-path GCN.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.gcn.GcnModule}: the serving module
 * <li>{@link io.graphrecall.pipeline.channel.gcn.GcnChannel}: contents nearest to the user's vector
 * <li>{@link io.graphrecall.pipeline.channel.gcn.GcnServing}: embeddings of a generation and of newer contents
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.gcn;

import org.jspecify.annotations.NullMarked;
