package io.graphrecall.service.state;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.graphrecall.pipeline.state.UserState;

import java.io.IOException;
import java.util.Objects;

/** Serializers of the types of this package, for Hazelcast. */
final class StateSerializers {

    private StateSerializers() {}

    static void register(SerializationConfig config) {
        add(config, StateEntry.Loaded.class, 1001, (out, entry) -> {
            out.writeByteArray(StateCodec.encode(entry.state()));
            out.writeLong(entry.expiresAt());
        }, in -> new StateEntry.Loaded(StateCodec.decode(bytes(in)), in.readLong()));
        add(config, StateEntry.Pending.class, 1002, (out, entry) -> {
            out.writeLong(entry.token());
            out.writeByteArray(StateCodec.encode(entry.events()));
            out.writeLong(entry.seq());
        }, in -> new StateEntry.Pending(in.readLong(), StateCodec.decodeEngagements(bytes(in)), in.readLong()));
        add(config, UserState.class, 1003,
                (out, state) -> out.writeByteArray(StateCodec.encode(state)), in -> StateCodec.decode(bytes(in)));
        add(config, BeginReading.class, 1004,
                (out, processor) -> out.writeLong(processor.token()), in -> new BeginReading(in.readLong()));
        add(config, InstallState.class, 1005, (out, processor) -> {
            out.writeLong(processor.token());
            out.writeByteArray(StateCodec.encode(processor.read()));
            out.writeLong(processor.maxAgeMillis());
        }, in -> new InstallState(in.readLong(), StateCodec.decode(bytes(in)), in.readLong()));
        add(config, ApplyEvents.class, 1006, (out, processor) -> {
            out.writeByteArray(StateCodec.encode(processor.events()));
            out.writeLong(processor.seq());
        }, in -> new ApplyEvents(StateCodec.decodeEngagements(bytes(in)), in.readLong()));
    }

    private interface Writer<T> {
        void write(ObjectDataOutput out, T value) throws IOException;
    }

    private interface Reader<T> {
        T read(ObjectDataInput in) throws IOException;
    }

    private static <T> void add(
            SerializationConfig config, Class<T> type, int id, Writer<T> writer, Reader<T> reader) {
        config.addSerializerConfig(new SerializerConfig().setTypeClass(type)
                .setImplementation(new StreamSerializer<T>() {
                    @Override
                    public int getTypeId() {
                        return id;
                    }

                    @Override
                    public void write(ObjectDataOutput out, T value) throws IOException {
                        writer.write(out, value);
                    }

                    @Override
                    public T read(ObjectDataInput in) throws IOException {
                        return reader.read(in);
                    }
                }));
    }

    private static byte[] bytes(ObjectDataInput in) throws IOException {
        return Objects.requireNonNull(in.readByteArray(), "the byte array is missing");
    }
}
