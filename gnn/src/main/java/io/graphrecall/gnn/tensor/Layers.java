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

/** Makes the layers that models share and names their weights. */
public final class Layers {

    private static final float EPSILON = 1e-5f;

    /** The share of the old value that running statistics keep at each step. */
    private static final float MOMENTUM = 0.9f;

    private Layers() {}

    /** Something that turns an array into another. */
    @FunctionalInterface
    public interface Layer {

        /** @param training whether dropout drops and batch statistics are taken */
        NDArray apply(NDArray input, boolean training);
    }

    /** {@code [..., in] -> [..., out]}: x W^T + b. */
    public static Layer linear(Weights weights, String name, int in, int out) {
        return linear(
                weights.normal(name + ".weight", Math.sqrt(1.0 / in), out, in),
                weights.constant(name + ".bias", 0, out));
    }

    /** {@code [..., width] -> [..., width]}: a linear map that begins as the identity. */
    public static Layer identity(Weights weights, String name, int width) {
        return linear(weights.identity(name + ".weight", width), weights.constant(name + ".bias", 0, width));
    }

    private static Layer linear(NDArray weight, NDArray bias) {
        return (input, training) -> Linear.linear(input, weight, bias).singletonOrThrow();
    }

    /** {@code [..., width]} to mean 0 and variance 1, then scaled and shifted as learned. */
    public static Layer layerNorm(Weights weights, String name, int width) {
        NDArray gamma = weights.constant(name + ".gamma", 1, width);
        NDArray beta = weights.constant(name + ".beta", 0, width);
        Shape shape = new Shape(width);
        return (input, training) -> LayerNorm.layerNorm(input, shape, gamma, beta, EPSILON).singletonOrThrow();
    }

    /** {@code [B, in, H, W] -> [B, out, H/stride, W/stride]}: a 3 x 3 convolution, then batch normalisation. */
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

    /** The rows of a table [N, width] that {@code numbers} [...] name: [..., width]. */
    public static NDArray rows(NDArray table, NDArray numbers) {
        return Embedding.embedding(numbers, table, SparseFormat.DENSE).singletonOrThrow();
    }

    /** Sets a share of the numbers to 0, the rest grows accordingly; does nothing outside training. */
    public static NDArray dropout(NDArray input, float share, boolean training) {
        return training && share > 0 ? Dropout.dropout(input, share, true).singletonOrThrow() : input;
    }

    /** {@code [N, width]} to rows of length 1. */
    public static NDArray normalised(NDArray input) {
        return input.div(input.square().sum(new int[] {-1}, true).add(1e-8).sqrt());
    }

    /** What scores get added so that a softmax leaves out where {@code mask} is 0, of its shape; 0 where it is 1. */
    public static NDArray penalty(NDArray mask) {
        return Scalars.times(mask.neg().add(1), Losses.NEVER);
    }

    /** The mean of {@code [B, L, width]} over the positions that {@code mask} {@code [B, L]} has as 1, [B, width]. */
    public static NDArray mean(NDArray sequence, NDArray mask) {
        NDArray present = mask.expandDims(-1);
        return sequence.mul(present).sum(new int[] {1}).div(Scalars.atLeast(present.sum(new int[] {1}), 1));
    }
}
