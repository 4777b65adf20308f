package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;

/** Layers and functions that models share. A layer registers its weights under its name. */
public final class Layers {

    private static final float EPSILON = 1e-5f;

    /** Share of the old value that running statistics keep at each step. */
    private static final float MOMENTUM = 0.9f;

    private Layers() {}

    /** A function from one array to another. */
    @FunctionalInterface
    public interface Layer {

        /** @param training true to apply dropout and to use batch statistics */
        NDArray apply(NDArray input, boolean training);
    }

    /** Linear layer {@code [..., in] -> [..., out]}: x W^T + b. */
    public static Layer linear(Weights weights, String name, int in, int out) {
        return linear(
                weights.normal(name + ".weight", Math.sqrt(1.0 / in), out, in),
                weights.constant(name + ".bias", 0, out));
    }

    /** Linear layer {@code [..., dim] -> [..., dim]}, initialised as the identity. */
    public static Layer identity(Weights weights, String name, int width) {
        return linear(weights.identity(name + ".weight", width), weights.constant(name + ".bias", 0, width));
    }

    private static Layer linear(NDArray weight, NDArray bias) {
        return (input, training) -> Linear.linear(input, weight, bias).singletonOrThrow();
    }

    /** Layer normalisation of {@code [..., dim]} with learned scale and shift. */
    public static Layer layerNorm(Weights weights, String name, int width) {
        NDArray gamma = weights.constant(name + ".gamma", 1, width);
        NDArray beta = weights.constant(name + ".beta", 0, width);
        Shape shape = new Shape(width);
        return (input, training) -> LayerNorm.layerNorm(input, shape, gamma, beta, EPSILON).singletonOrThrow();
    }

    /** 3 x 3 convolution and batch normalisation, {@code [batch, in, H, W] -> [batch, out, H/stride, W/stride]}. */
    public static Layer convolution(Weights weights, String name, int in, int out, int stride) {
        NDArray weight = weights.normal(name + ".weight", Math.sqrt(2.0 / (9.0 * in)), out, in, 3, 3);
        NDArray gamma = weights.constant(name + ".gamma", 1, out);
        NDArray beta = weights.constant(name + ".beta", 0, out);
        NDArray mean = weights.buffer(name + ".mean", 0, out);
        NDArray variance = weights.buffer(name + ".variance", 1, out);
        Shape strides = new Shape(stride, stride);
        Shape one = new Shape(1, 1);
        return (input, training) -> {
            NDArray convolved = Conv2d.conv2d(input, weight, null, strides, one, one).singletonOrThrow();
            return BatchNorm.batchNorm(
                    convolved, mean, variance, gamma, beta, 1, MOMENTUM, EPSILON, training).singletonOrThrow();
        };
    }

    /** Returns rows of a table [N, dim]: {@code [...] -> [..., dim]}. */
    public static NDArray embedding(NDArray table, NDArray rows) {
        return Embedding.embedding(rows, table, SparseFormat.DENSE).singletonOrThrow();
    }

    /** Applies inverted dropout in training; the identity otherwise. */
    public static NDArray dropout(NDArray input, float probability, boolean training) {
        return training && probability > 0 ? Dropout.dropout(input, probability, true).singletonOrThrow() : input;
    }

    /** Scales each row of {@code [N, dim]} to an L2 norm of 1. */
    public static NDArray l2Normalised(NDArray input) {
        return input.div(input.square().sum(new int[] {-1}, true).add(1e-8).sqrt());
    }

    /** Returns the L2 norm of each row: {@code [..., dim] -> [..., 1]}. */
    public static NDArray l2Norm(NDArray input) {
        return input.square().sum(new int[] {-1}, true).add(1e-12).sqrt();
    }

    /** Returns an additive mask for logits, of the mask's shape: {@link Losses#MASKED_LOGIT} where the mask is 0, else 0. */
    public static NDArray maskBias(NDArray mask) {
        return Scalars.times(mask.neg().add(1), Losses.MASKED_LOGIT);
    }

    /** Returns the mean of {@code [batch, length, dim]} where the mask {@code [batch, length]} is 1, [batch, dim]. */
    public static NDArray maskedMean(NDArray sequence, NDArray mask) {
        NDArray present = mask.expandDims(-1);
        return sequence.mul(present).sum(new int[] {1}).div(Scalars.atLeast(present.sum(new int[] {1}), 1));
    }
}
