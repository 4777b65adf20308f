/**
 * Bulk work of commands over the members of a cluster, as jobs of Hazelcast Jet.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.bulk.MemberBlocks}: runner on the side of the command
 * <li>{@link io.graphrecall.service.bulk.BulkMember}: what a member adds to jobs: its services and its threads
 * <li>{@code BlockWorker}: one thread of a member in a job
 * <li>{@code SentInputs}: inputs that the command sends block by block
 * <li>{@code JobState}: which blocks are taken, finished and consumed
 * </ul>
 */
@NullMarked
package io.graphrecall.service.bulk;

import org.jspecify.annotations.NullMarked;
