package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.jspecify.annotations.Nullable;

/**
 * Encoded streams of a batch.
 *
 * @param text        pooled text, [batch, dim]
 * @param vision      pooled frames, [batch, dim]
 * @param sound       pooled sound, [batch, dim]; null if no content has sound
 * @param presence    1 where a content has text, vision, sound, [batch, 3]
 * @param tokens      states of the text positions, [batch, terms, dim]
 * @param frameStates states of the frame positions, [batch, frames, dim]
 * @param inputs      inputs of all streams, concatenated for early fusion, [batch, terms + frames + segments, dim]
 * @param masks       of each stream, [batch, length]
 * @param frames      frame vectors, [frames, dim]; null if no content has a frame
 */
record EncodedStreams(
        NDArray text, NDArray vision, @Nullable NDArray sound, NDArray presence, NDArray tokens, NDArray frameStates,
        NDArray inputs, NDList masks, @Nullable NDArray frames) {}
