/**
 * The cluster of members that serve together. They share the pointer to the current generation, exchange generations and
 * notify each other of writes, over Hazelcast.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.cluster.HazelcastMember}: starts this process's member
 * <li>{@link io.graphrecall.service.cluster.ClusterClient}: connects a command to the members
 * <li>{@link io.graphrecall.service.cluster.Generations}: the generation that all members serve
 * <li>{@link io.graphrecall.service.cluster.GraphFollower}: applies writes of other members and other programs
 * </ul>
 */
@NullMarked
package io.graphrecall.service.cluster;

import org.jspecify.annotations.NullMarked;
