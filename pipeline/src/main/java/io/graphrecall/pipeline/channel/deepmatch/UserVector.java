package io.graphrecall.pipeline.channel.deepmatch;

import io.graphrecall.generation.GenerationId;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A user's vector and its inputs. Immutable by contract: the array belongs to the vector.
 *
 * @param fingerprint of the user's sequences
 * @param values      [dim]
 */
record UserVector(GenerationId generation, long fingerprint, float[] values) {

    boolean isOf(UserVectors.Key key) {
        return fingerprint == key.fingerprint() && generation.equals(key.generation());
    }

    /** Returns the vector as members of the cluster store it. */
    byte[] bytes() {
        byte[] id = generation.value().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES + id.length + Long.BYTES + Float.BYTES * values.length)
                .putInt(id.length).put(id).putLong(fingerprint).putInt(values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    /** Reads {@link #bytes}. */
    static UserVector of(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        byte[] id = new byte[bytes.getInt()];
        bytes.get(id);
        long fingerprint = bytes.getLong();
        float[] values = new float[bytes.getInt()];
        bytes.asFloatBuffer().get(values);
        return new UserVector(new GenerationId(new String(id, StandardCharsets.UTF_8)), fingerprint, values);
    }
}
