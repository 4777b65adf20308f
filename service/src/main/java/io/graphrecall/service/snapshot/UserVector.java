package io.graphrecall.service.snapshot;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.graphrecall.generation.GenerationId;

import java.io.IOException;
import java.util.Objects;

/**
 * The vector of a user, and what it was computed from. Immutable by contract: the array belongs to the vector.
 *
 * @param sequence as {@link UserVectors.Key} has it
 */
public record UserVector(GenerationId generation, long sequence, float[] values) {

    boolean isOf(UserVectors.Key key) {
        return sequence == key.sequence() && generation.equals(key.generation());
    }

    /** Tells a member how vectors travel. */
    static void register(SerializationConfig config) {
        config.addSerializerConfig(
                new SerializerConfig().setTypeClass(UserVector.class).setImplementation(new Serializer()));
    }

    private static final class Serializer implements StreamSerializer<UserVector> {

        @Override
        public int getTypeId() {
            return 1101;
        }

        @Override
        public void write(ObjectDataOutput out, UserVector vector) throws IOException {
            out.writeString(vector.generation.value());
            out.writeLong(vector.sequence);
            out.writeFloatArray(vector.values);
        }

        @Override
        public UserVector read(ObjectDataInput in) throws IOException {
            return new UserVector(
                    new GenerationId(Objects.requireNonNull(in.readString(), "a missing generation")), in.readLong(),
                    Objects.requireNonNull(in.readFloatArray(), "a missing vector"));
        }
    }
}
