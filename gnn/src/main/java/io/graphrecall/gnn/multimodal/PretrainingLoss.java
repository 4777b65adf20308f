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

/** What the encoder is trained by: hidden words, hidden frames or patches, and text and vision that find each other. */
final class PretrainingLoss {

    /** Bounds of the learned inverse temperature; beyond, cosines would be told apart that mean nothing. */
    private static final double MOST_SHARP = 30;

    private static final double FIRST_SHARP = 10;
    private static final double PATCH_SHARP = 10;

    private final MultimodalParameters.Losses losses;
    private final Layers.Layer fromToken;
    private final Layers.Layer fromVision;
    private final Layers.Layer fromSound;
    private final Layers.Layer fromContent;
    private final Layers.Layer words;
    private final Layers.Layer toFrame;
    private final Layers.Layer toPatch;
    private final Layers.Layer textToShared;
    private final Layers.Layer visionToShared;
    private final NDArray sharpness;

    PretrainingLoss(Weights weights, MultimodalParameters parameters, int vocabulary) {
        losses = parameters.losses();
        int width = parameters.model().width();
        fromToken = Layers.linear(weights, "loss.token", width, width);
        fromVision = Layers.linear(weights, "loss.vision", width, width);
        fromSound = Layers.linear(weights, "loss.sound", width, width);
        fromContent = Layers.linear(weights, "loss.content", width, width);
        words = Layers.linear(weights, "loss.words", width, vocabulary);
        toFrame = Layers.linear(weights, "loss.frame", width, width);
        toPatch = Layers.linear(weights, "loss.patch", width, width);
        textToShared = Layers.linear(weights, "shared.text", width, width);
        visionToShared = Layers.linear(weights, "shared.vision", width, width);
        sharpness = weights.constant("loss.sharpness", Math.log(FIRST_SHARP), 1);
    }

    /** The weighted sum of the losses of a batch with hidden parts, one number. */
    NDArray of(MultimodalModel model, Batch batch, Streams streams, Batch.Hidden hidden, boolean training) {
        NDArray sum = batch.tokens().getManager().zeros(new Shape(1));
        if (losses.maskedTokens() > 0) {
            sum = sum.add(Scalars.times(
                    maskedTokens(model, batch, streams, hidden, training), losses.maskedTokens()));
        }
        if (losses.maskedFrames() > 0) {
            sum = sum.add(Scalars.times(maskedFrames(streams, hidden), losses.maskedFrames()));
        }
        if (losses.alignment() > 0) {
            sum = sum.add(Scalars.times(alignment(model, streams, hidden, training), losses.alignment()));
        }
        return sum;
    }

    /**
     * Hidden words are found from their place in the text together with the other streams; all words of the text from
     * the picture alone and from the content vector, which is to keep them. So each of them learns what words mean.
     */
    private NDArray maskedTokens(
            MultimodalModel model, Batch batch, Streams streams, Batch.Hidden hidden, boolean training) {
        NDManager manager = batch.tokens().getManager();
        NDArray loss = manager.zeros(new Shape(1));
        if (hidden.tokens().length > 0) {
            NDArray rows = manager.create(longs(hidden.rows()));
            NDArray places = streams.tokens().reshape(-1, streams.tokens().getShape().get(2));
            NDArray state = fromToken.apply(Layers.embedding(places, manager.create(longs(hidden.tokenPlaces()))),
                    training);
            state = state
                    .add(Layers.embedding(present(fromVision.apply(streams.vision(), training), streams, 1), rows));
            if (streams.sound() != null) {
                state = state
                        .add(Layers.embedding(present(fromSound.apply(streams.sound(), training), streams, 2), rows));
            }
            loss = loss.add(Losses.crossEntropy(logits(state, training), hidden.tokens()));
        }
        if (streams.frames() != null) {
            NDArray shares = hidden.words().mul(streams.presence().get(":, 1:2"));
            loss = loss.add(shared(logits(fromVision.apply(streams.vision(), training), training), shares));
        }
        NDArray usable = NDArrays.concat(
                new NDList(
                        streams.presence().get(":, 0:1").mul(hidden.dropText().neg().add(1)),
                        streams.presence().get(":, 1:2").mul(hidden.dropVision().neg().add(1)),
                        streams.presence().get(":, 2:3")),
                1);
        NDArray content = model.fused(streams, usable, training);
        return loss.add(shared(logits(fromContent.apply(content, training), training), hidden.words()));
    }

    private NDArray logits(NDArray state, boolean training) {
        return words.apply(Activation.gelu(state), training);
    }

    /** Each hidden frame must pick itself among the batch's frames, each hidden patch itself among hidden patches. */
    private NDArray maskedFrames(Streams streams, Batch.Hidden hidden) {
        NDManager manager = streams.text().getManager();
        NDArray loss = manager.zeros(new Shape(1));
        PatchEncoder.Encoded frames = streams.frames();
        if (frames == null) {
            return loss;
        }
        long width = frames.frames().getShape().get(1);
        if (hidden.frames().length > 0) {
            NDArray places = streams.framePlaces().reshape(-1, width);
            NDArray found = toFrame.apply(
                    Layers.embedding(places, manager.create(longs(hidden.framePlaces()))), true);
            NDArray similar = similar(found, frames.frames().stopGradient());
            loss = loss.add(Losses.crossEntropy(similar, hidden.frames()));
        }
        if (hidden.patchPlaces().length > 0) {
            NDArray places = manager.create(longs(hidden.patchPlaces()));
            NDArray found = toPatch.apply(Layers.embedding(frames.patches().reshape(-1, width), places), true);
            NDArray own = Layers.embedding(frames.seen().stopGradient().reshape(-1, width), places);
            NDArray similar = similar(found, own);
            loss = loss.add(Losses.crossEntropy(similar, IntStream.range(0, hidden.patchPlaces().length).toArray()));
        }
        return loss;
    }

    private static NDArray similar(NDArray found, NDArray own) {
        return Scalars.times(
                Layers.l2Normalised(found).matMul(Layers.l2Normalised(own).transpose()), PATCH_SHARP);
    }

    /** Symmetric InfoNCE over the batch, for the streams and for content vectors of one stream; one text, no negative. */
    private NDArray alignment(MultimodalModel model, Streams streams, Batch.Hidden hidden, boolean training) {
        NDManager manager = streams.text().getManager();
        float[] both = streams.presence().get(":, 0:2").min(new int[] {1}).toFloatArray();
        int[] rows = IntStream.range(0, both.length).filter(i -> both[i] > 0).toArray();
        if (rows.length < 2) {
            return manager.zeros(new Shape(1));
        }
        float[] penalty = new float[rows.length * rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                boolean same = i != j && hidden.titles()[rows[i]] == hidden.titles()[rows[j]];
                penalty[i * rows.length + j] = same ? Losses.MASKED_LOGIT : 0;
            }
        }
        NDArray chosen = manager.create(longs(rows));
        NDArray equal = manager.create(penalty, new Shape(rows.length, rows.length));
        NDArray sharp = Scalars.atMost(Scalars.atLeast(sharpness, 0), Math.log(MOST_SHARP)).exp();
        NDArray only = streams.presence().zerosLike();
        NDArray byText = model.fused(streams, only.add(manager.create(new float[] {1, 0, 0})), training);
        NDArray byVision = model.fused(streams, only.add(manager.create(new float[] {0, 1, 0})), training);
        NDArray text = Layers.l2Normalised(textToShared.apply(streams.text(), training));
        NDArray vision = Layers.l2Normalised(visionToShared.apply(streams.vision(), training));
        return contrast(text, vision, chosen, equal, sharp)
                .add(contrast(Layers.l2Normalised(byText), Layers.l2Normalised(byVision), chosen, equal, sharp));
    }

    private static NDArray contrast(NDArray left, NDArray right, NDArray rows, NDArray equal, NDArray sharp) {
        NDArray similar = Layers.embedding(left, rows).matMul(Layers.embedding(right, rows).transpose()).mul(sharp)
                .add(equal);
        int[] own = IntStream.range(0, (int) rows.size()).toArray();
        return Scalars.times(Losses.crossEntropy(similar, own).add(Losses.crossEntropy(similar.transpose(), own)), 0.5);
    }

    private static NDArray present(NDArray pooled, Streams streams, int stream) {
        return pooled.mul(streams.presence().get(":, " + stream + ":" + (stream + 1)));
    }

    /** The mean of -sum(share log softmax(row)) over the rows that share anything. */
    private static NDArray shared(NDArray logits, NDArray shares) {
        NDArray rows = Scalars.atLeast(shares.sum(new int[] {1}).sign().sum(), 1);
        return logits.logSoftmax(1).mul(shares).sum().neg().div(rows).reshape(1);
    }

    private static long[] longs(int[] numbers) {
        return Arrays.stream(numbers).asLongStream().toArray();
    }
}
