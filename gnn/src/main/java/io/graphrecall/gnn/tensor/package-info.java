/**
 * Tensor operations, layers and files that every learned model shares.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.tensor.Torch}: the PyTorch engine, threads, gradients
 * <li>{@link io.graphrecall.gnn.tensor.ComputeDevice}: the processor or a GPU
 * <li>{@link io.graphrecall.gnn.tensor.Weights}: named parameters and buffers of a model
 * <li>{@link io.graphrecall.gnn.tensor.Layers}: linear layers, embeddings, normalisation, convolution, dropout
 * <li>{@link io.graphrecall.gnn.tensor.TransformerLayer}: self-attention encoder layer
 * <li>{@link io.graphrecall.gnn.tensor.Attention}: multi-head attention between two sequences
 * <li>{@link io.graphrecall.gnn.tensor.SemanticAttention}: attention over meta-paths
 * <li>{@link io.graphrecall.gnn.tensor.PaddedSequences}: left padding and masks
 * <li>{@link io.graphrecall.gnn.tensor.SparseRows}: rows of CSR tables as sparse tensors
 * <li>{@link io.graphrecall.gnn.tensor.EmbeddingRows}: vectors of embedding tables as tensors
 * <li>{@link io.graphrecall.gnn.tensor.Losses}, {@link io.graphrecall.gnn.tensor.Scalars}: losses and scalar arithmetic
 * <li>{@link io.graphrecall.gnn.tensor.Adam}: the optimiser
 * <li>{@link io.graphrecall.gnn.tensor.ArrayFile}, {@link io.graphrecall.gnn.tensor.ModelFile}: named arrays and trained
 * models on disk
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.tensor;

import org.jspecify.annotations.NullMarked;
