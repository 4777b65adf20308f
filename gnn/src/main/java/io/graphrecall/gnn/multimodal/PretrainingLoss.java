package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Losses;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.Weights;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Pretraining losses: masked tokens, masked frames of contents with several
 * (<a href="https://arxiv.org/abs/1904.01766">Sun et al. 2019</a>), and alignment of text and vision by symmetric InfoNCE
 * (<a href="https://arxiv.org/abs/1807.03748">van den Oord et al. 2018</a>). An inverse temperature is named scale here.
 */
final class PretrainingLoss {

    /** Upper bound of the learned scale; above it meaningless differences of cosines would count. */
    private static final double MAX_SCALE = 30;

    private static final double INITIAL_SCALE = 10;
    private static final double FRAME_SCALE = 10;

    private final MultimodalParameters.Losses losses;
    private final Layers.Layer fromToken;
    private final Layers.Layer fromVision;
    private final Layers.Layer fromSound;
    private final Layers.Layer fromContent;
    private final Layers.Layer termLogits;
    private final Layers.Layer toFrame;
    private final Layers.Layer textToShared;
    private final Layers.Layer visionToShared;
    private final NDArray logScale;

    PretrainingLoss(Weights weights, MultimodalParameters parameters, int vocabulary) {
        losses = parameters.losses();
        int width = parameters.model().width();
        fromToken = Layers.linear(weights, "loss.token", width, width);
        fromVision = Layers.linear(weights, "loss.vision", width, width);
        fromSound = Layers.linear(weights, "loss.sound", width, width);
        fromContent = Layers.linear(weights, "loss.content", width, width);
        termLogits = Layers.linear(weights, "loss.words", width, vocabulary);
        toFrame = Layers.linear(weights, "loss.frame", width, width);
        textToShared = Layers.linear(weights, "shared.text", width, width);
        visionToShared = Layers.linear(weights, "shared.vision", width, width);
        logScale = weights.constant("loss.scale", Math.log(INITIAL_SCALE), 1);
    }

    /** Returns the weighted sum of the losses of a masked batch, [1]. */
    NDArray of(
            MultimodalModel model, ContentBatch batch, EncodedStreams streams, ContentBatch.Masking masking,
            boolean training) {
        NDArray sum = batch.tokens().getManager().zeros(new Shape(1));
        if (losses.maskedTokens() > 0) {
            sum = sum.add(Scalars.times(
                    maskedTokens(model, batch, streams, masking, training), losses.maskedTokens()));
        }
        if (losses.maskedFrames() > 0) {
            sum = sum.add(Scalars.times(maskedFrames(streams, masking), losses.maskedFrames()));
        }
        if (losses.alignment() > 0) {
            sum = sum.add(Scalars.times(alignment(model, streams, masking, training), losses.alignment()));
        }
        return sum;
    }

    /**
     * Returns the loss of three predictions: masked terms from their position and the other pooled streams; all terms of
     * the text from the vision alone; all terms from the content vector.
     */
    private NDArray maskedTokens(
            MultimodalModel model, ContentBatch batch, EncodedStreams streams, ContentBatch.Masking masking,
            boolean training) {
        NDManager manager = batch.tokens().getManager();
        NDArray loss = manager.zeros(new Shape(1));
        if (masking.tokens().length > 0) {
            NDArray rows = manager.create(longs(masking.tokenRows()));
            NDArray tokens = streams.tokens().reshape(-1, streams.tokens().getShape().get(2));
            NDArray state = fromToken.apply(
                    Layers.embedding(tokens, manager.create(longs(masking.tokenPositions()))), training);
            state = state.add(Layers.embedding(
                    present(fromVision.apply(streams.vision(), training), streams, 1), rows));
            if (streams.sound() != null) {
                state = state.add(Layers.embedding(
                        present(fromSound.apply(streams.sound(), training), streams, 2), rows));
            }
            loss = loss.add(Losses.crossEntropy(logits(state, training), masking.tokens()));
        }
        if (streams.frames() != null) {
            NDArray shares = masking.termShares().mul(streams.presence().get(":, 1:2"));
            loss = loss.add(softCrossEntropy(logits(fromVision.apply(streams.vision(), training), training), shares));
        }
        NDArray presence = NDArrays.concat(
                new NDList(
                        streams.presence().get(":, 0:1").mul(masking.dropText().neg().add(1)),
                        streams.presence().get(":, 1:2").mul(masking.dropVision().neg().add(1)),
                        streams.presence().get(":, 2:3")),
                1);
        NDArray content = model.fused(streams, presence, training);
        return loss.add(softCrossEntropy(
                logits(fromContent.apply(content, training), training), masking.termShares()));
    }

    private NDArray logits(NDArray state, boolean training) {
        return termLogits.apply(Activation.gelu(state), training);
    }

    /** Returns the InfoNCE loss of masked frames among the batch's frames. */
    private NDArray maskedFrames(EncodedStreams streams, ContentBatch.Masking masking) {
        NDManager manager = streams.text().getManager();
        NDArray frames = streams.frames();
        if (frames == null || masking.frames().length == 0) {
            return manager.zeros(new Shape(1));
        }
        NDArray states = streams.frameStates().reshape(-1, frames.getShape().get(1));
        NDArray predicted = toFrame.apply(
                Layers.embedding(states, manager.create(longs(masking.framePositions()))), true);
        NDArray cosines = Layers.l2Normalised(predicted)
                .matMul(Layers.l2Normalised(frames.stopGradient()).transpose());
        return Losses.crossEntropy(Scalars.times(cosines, FRAME_SCALE), masking.frames());
    }

    /**
     * Returns the symmetric InfoNCE of text and vision over the batch, for the pooled streams and for content vectors of a
     * single stream. Contents with equal titles are no negatives of each other.
     */
    private NDArray alignment(
            MultimodalModel model, EncodedStreams streams, ContentBatch.Masking masking, boolean training) {
        NDManager manager = streams.text().getManager();
        float[] both = streams.presence().get(":, 0:2").min(new int[] {1}).toFloatArray();
        int[] rows = IntStream.range(0, both.length).filter(i -> both[i] > 0).toArray();
        if (rows.length < 2) {
            return manager.zeros(new Shape(1));
        }
        float[] bias = new float[rows.length * rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                boolean sameTitle = i != j && masking.titles()[rows[i]] == masking.titles()[rows[j]];
                bias[i * rows.length + j] = sameTitle ? Losses.MASKED_LOGIT : 0;
            }
        }
        NDArray selected = manager.create(longs(rows));
        NDArray titleBias = manager.create(bias, new Shape(rows.length, rows.length));
        NDArray scale = Scalars.atMost(Scalars.atLeast(logScale, 0), Math.log(MAX_SCALE)).exp();
        NDArray none = streams.presence().zerosLike();
        NDArray byText = model.fused(streams, none.add(manager.create(new float[] {1, 0, 0})), training);
        NDArray byVision = model.fused(streams, none.add(manager.create(new float[] {0, 1, 0})), training);
        NDArray text = Layers.l2Normalised(textToShared.apply(streams.text(), training));
        NDArray vision = Layers.l2Normalised(visionToShared.apply(streams.vision(), training));
        return infoNce(text, vision, selected, titleBias, scale)
                .add(infoNce(
                        Layers.l2Normalised(byText), Layers.l2Normalised(byVision), selected, titleBias, scale));
    }

    private static NDArray infoNce(NDArray left, NDArray right, NDArray rows, NDArray bias, NDArray scale) {
        NDArray logits = Layers.embedding(left, rows).matMul(Layers.embedding(right, rows).transpose()).mul(scale)
                .add(bias);
        int[] diagonal = IntStream.range(0, (int) rows.size()).toArray();
        return Scalars.times(
                Losses.crossEntropy(logits, diagonal).add(Losses.crossEntropy(logits.transpose(), diagonal)), 0.5);
    }

    private static NDArray present(NDArray pooled, EncodedStreams streams, int stream) {
        return pooled.mul(streams.presence().get(":, " + stream + ":" + (stream + 1)));
    }

    /** Returns the mean cross-entropy of target distributions over the rows whose distribution is not 0, [1]. */
    private static NDArray softCrossEntropy(NDArray logits, NDArray shares) {
        NDArray rows = Scalars.atLeast(shares.sum(new int[] {1}).sign().sum(), 1);
        return logits.logSoftmax(1).mul(shares).sum().neg().div(rows).reshape(1);
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }
}
