package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.media.Picture;
import io.graphrecall.schema.Sha256;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Encoder input of a content. An empty list means that the content lacks the stream.
 *
 * @param terms        of title and description, in order
 * @param frames       pictures of the encoder's frame size; empty if an image model encodes them
 * @param frameVectors vectors of an image model, of equal length; empty without an image model
 * @param sound        log-mel segments, of equal length
 */
public record ContentSample(
        List<String> terms, List<Picture> frames, List<float[]> frameVectors,
        List<float[]> sound) implements Serializable {

    public ContentSample {
        terms = List.copyOf(terms);
        frames = List.copyOf(frames);
        frameVectors = List.copyOf(frameVectors);
        sound = List.copyOf(sound);
    }

    /** A content without vectors of an image model. */
    public ContentSample(List<String> terms, List<Picture> frames, List<float[]> sound) {
        this(terms, frames, List.of(), sound);
    }

    ContentSample withTerms(List<String> other) {
        return new ContentSample(other, frames, frameVectors, sound);
    }

    /** Returns the number of frames, as pictures or as vectors. */
    public int frameCount() {
        return frames.size() + frameVectors.size();
    }

    /** Returns a hash of the samples and their order. */
    static String fingerprint(List<ContentSample> samples) {
        MessageDigest digest = Sha256.newDigest();
        for (ContentSample sample : samples) {
            digest.update(String.join("\n", sample.terms).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            sample.frames.forEach(frame -> digest.update(frame.rgb()));
            digest.update((byte) 0);
            sample.frameVectors.forEach(vector -> digest.update(bytes(vector)));
            digest.update((byte) 0);
            sample.sound.forEach(segment -> digest.update(bytes(segment)));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
