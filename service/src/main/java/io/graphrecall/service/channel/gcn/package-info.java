/**
 * The serving side of the meta-path GCN.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.channel.gcn.GcnModule}: the serving module
 * <li>{@link io.graphrecall.service.channel.gcn.GcnChannel}: contents nearest to the user's vector
 * <li>{@link io.graphrecall.service.channel.gcn.GcnServing}: embeddings of a generation and of newer contents
 * </ul>
 */
@NullMarked
package io.graphrecall.service.channel.gcn;

import org.jspecify.annotations.NullMarked;
