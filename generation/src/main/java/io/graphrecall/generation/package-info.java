/**
 * What training hands to serving: an immutable folder of arrays, tables and indexes with checksums, and the store that
 * keeps, verifies and activates such folders. {@code docs/generation.md} has the format on disk.
 *
 * <ul>
 * <li>{@link io.graphrecall.generation.NodeIndex}: keys and their dense ordinals
 * <li>{@link io.graphrecall.generation.CsrTable}: a sparse table of weights, row by row
 * <li>{@link io.graphrecall.generation.EmbeddingTable}: the vectors of a space
 * <li>{@link io.graphrecall.generation.GenerationStore}: the generations of one home, and which one is current
 * <li>{@link io.graphrecall.generation.GenerationWriter}, {@link io.graphrecall.generation.Generation}: one generation
 * while it is written and when it is read
 * <li>{@link io.graphrecall.generation.GenerationManifest}: what a generation says of itself
 * <li>{@link io.graphrecall.generation.FileBlocks}, {@link io.graphrecall.generation.BlockAssembler}: a generation cut
 * for the wire and put together again
 * </ul>
 */
@NullMarked
package io.graphrecall.generation;

import org.jspecify.annotations.NullMarked;
