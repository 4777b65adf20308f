/**
 * Tensors: the pieces that every learned model is made of.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.tensor.Torch}: the engine, its threads, gradients on and off
 * <li>{@link io.graphrecall.gnn.tensor.Weights}: what a model learns, by name
 * <li>{@link io.graphrecall.gnn.tensor.Layers}: linear maps, normalisation, convolution
 * <li>{@link io.graphrecall.gnn.tensor.TransformerLayer}: self-attention over a padded sequence
 * <li>{@link io.graphrecall.gnn.tensor.Attention}: attention of one sequence to another
 * <li>{@link io.graphrecall.gnn.tensor.SemanticAttention}: attention between what comes over several relations
 * <li>{@link io.graphrecall.gnn.tensor.SparseRows}: rows of sparse tables as a matrix
 * <li>{@link io.graphrecall.gnn.tensor.EmbeddingRows}: vectors of a space as a matrix
 * <li>{@link io.graphrecall.gnn.tensor.Losses}: what trainings minimise
 * <li>{@link io.graphrecall.gnn.tensor.Adam}: the optimiser, whose state can be saved
 * <li>{@link io.graphrecall.gnn.tensor.ArrayFile}: named arrays in a file
 * <li>{@link io.graphrecall.gnn.tensor.ModelFile}: a trained model in one
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.tensor;

import org.jspecify.annotations.NullMarked;
