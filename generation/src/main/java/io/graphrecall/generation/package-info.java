/**
 * Build output that serves recall requests: immutable folders of arrays, tables and indexes with checksums, and the
 * store that keeps, verifies and activates them. {@code docs/reference/generation-format.md} specifies the format on disk.
 *
 * <ul>
 * <li>{@link io.graphrecall.generation.NodeIndex}: keys and dense ordinals of nodes
 * <li>{@link io.graphrecall.generation.CsrTable}: sparse matrix of weights
 * <li>{@link io.graphrecall.generation.EmbeddingTable}: vectors of an embedding space
 * <li>{@link io.graphrecall.generation.GenerationStore}: the generations of one home and the current one
 * <li>{@link io.graphrecall.generation.GenerationWriter}, {@link io.graphrecall.generation.Generation}: write and read
 * access to one generation
 * <li>{@link io.graphrecall.generation.GenerationManifest}: metadata of a generation
 * <li>{@link io.graphrecall.generation.GateCheck}: condition that a build checked
 * <li>{@link io.graphrecall.generation.FileBlocks}, {@link io.graphrecall.generation.BlockAssembler}: transfer of a
 * generation in blocks
 * </ul>
 */
@NullMarked
package io.graphrecall.generation;

import org.jspecify.annotations.NullMarked;
