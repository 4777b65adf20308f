package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.media.Picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What the encoder sees of a content. Each list may be empty: the content has no such stream.
 *
 * @param terms  of title and description, in their order
 * @param frames pictures, all of the encoder's frame size; none where an image model sees them
 * @param seen   the vectors of an image model for the frames, all of one length; none where there is no such model
 * @param sound  log-mel segments, all of one length
 */
public record ContentSample(List<String> terms, List<Picture> frames, List<float[]> seen, List<float[]> sound) {

    public ContentSample {
        terms = List.copyOf(terms);
        frames = List.copyOf(frames);
        seen = List.copyOf(seen);
        sound = List.copyOf(sound);
    }

    /** A content whose frames no image model has seen. */
    public ContentSample(List<String> terms, List<Picture> frames, List<float[]> sound) {
        this(terms, frames, List.of(), sound);
    }

    /** How many frames there are, as pictures or as vectors. */
    public int frameCount() {
        return frames.size() + seen.size();
    }

    /** A text that differs where samples do, in what they hold or in their order. */
    static String fingerprint(List<ContentSample> samples) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ContentSample sample : samples) {
                digest.update(String.join("\n", sample.terms).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                sample.frames.forEach(frame -> digest.update(frame.rgb()));
                digest.update((byte) 0);
                sample.seen.forEach(vector -> digest.update(bytes(vector)));
                digest.update((byte) 0);
                sample.sound.forEach(segment -> digest.update(bytes(segment)));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static ByteBuffer bytes(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers);
        return bytes;
    }
}
