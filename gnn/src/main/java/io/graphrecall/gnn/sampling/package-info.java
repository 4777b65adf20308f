/**
 * Sampling: training samples from behaviour, batches, and the contents that a softmax loss compares with.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.sampling.PrefixSamples}: targets and what their users did before
 * <li>{@link io.graphrecall.gnn.sampling.SequenceKind}: the sequences that behaviour is split into
 * <li>{@link io.graphrecall.gnn.sampling.BatchRows}: row numbers of the distinct elements of a batch
 * <li>{@link io.graphrecall.gnn.sampling.SoftmaxCandidates}: full softmax, or sampled softmax with log-Q correction
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.sampling;

import org.jspecify.annotations.NullMarked;
