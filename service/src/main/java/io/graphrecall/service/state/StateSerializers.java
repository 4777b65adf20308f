package io.graphrecall.service.state;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;

import java.io.IOException;
import java.util.Objects;

/** Serializers of the types of this package, for Hazelcast. */
final class StateSerializers {

    private StateSerializers() {}

    static void register(SerializationConfig config) {
        config.addSerializerConfig(serializer(StateEntry.Loaded.class, new LoadedSerializer()));
        config.addSerializerConfig(serializer(StateEntry.Pending.class, new PendingSerializer()));
        config.addSerializerConfig(serializer(UserState.class, new UserStateSerializer()));
        config.addSerializerConfig(serializer(BeginReading.class, new BeginReadingSerializer()));
        config.addSerializerConfig(serializer(InstallState.class, new InstallStateSerializer()));
        config.addSerializerConfig(serializer(ApplyEvents.class, new ApplyEventsSerializer()));
    }

    private static <T> SerializerConfig serializer(Class<T> type, StreamSerializer<T> serializer) {
        return new SerializerConfig().setTypeClass(type).setImplementation(serializer);
    }

    private static byte[] bytes(ObjectDataInput in) throws IOException {
        return Objects.requireNonNull(in.readByteArray(), "the byte array is missing");
    }

    private static final class LoadedSerializer implements StreamSerializer<StateEntry.Loaded> {
        @Override
        public int getTypeId() {
            return 1001;
        }

        @Override
        public void write(ObjectDataOutput out, StateEntry.Loaded entry) throws IOException {
            out.writeByteArray(StateCodec.encode(entry.state()));
        }

        @Override
        public StateEntry.Loaded read(ObjectDataInput in) throws IOException {
            return new StateEntry.Loaded(StateCodec.decode(bytes(in)));
        }
    }

    private static final class PendingSerializer implements StreamSerializer<StateEntry.Pending> {
        @Override
        public int getTypeId() {
            return 1002;
        }

        @Override
        public void write(ObjectDataOutput out, StateEntry.Pending entry) throws IOException {
            out.writeLong(entry.token());
            out.writeByteArray(StateCodec.encode(entry.events()));
            out.writeLong(entry.seq());
        }

        @Override
        public StateEntry.Pending read(ObjectDataInput in) throws IOException {
            return new StateEntry.Pending(in.readLong(), StateCodec.decodeEngagements(bytes(in)), in.readLong());
        }
    }

    private static final class UserStateSerializer implements StreamSerializer<UserState> {
        @Override
        public int getTypeId() {
            return 1003;
        }

        @Override
        public void write(ObjectDataOutput out, UserState state) throws IOException {
            out.writeByteArray(StateCodec.encode(state));
        }

        @Override
        public UserState read(ObjectDataInput in) throws IOException {
            return StateCodec.decode(bytes(in));
        }
    }

    private static final class BeginReadingSerializer implements StreamSerializer<BeginReading> {
        @Override
        public int getTypeId() {
            return 1004;
        }

        @Override
        public void write(ObjectDataOutput out, BeginReading processor) throws IOException {
            out.writeLong(processor.token());
        }

        @Override
        public BeginReading read(ObjectDataInput in) throws IOException {
            return new BeginReading(in.readLong());
        }
    }

    private static final class InstallStateSerializer implements StreamSerializer<InstallState> {
        @Override
        public int getTypeId() {
            return 1005;
        }

        @Override
        public void write(ObjectDataOutput out, InstallState processor) throws IOException {
            out.writeLong(processor.token());
            out.writeByteArray(StateCodec.encode(processor.read()));
            out.writeLong(processor.maxAgeMillis());
        }

        @Override
        public InstallState read(ObjectDataInput in) throws IOException {
            return new InstallState(in.readLong(), StateCodec.decode(bytes(in)), in.readLong());
        }
    }

    private static final class ApplyEventsSerializer implements StreamSerializer<ApplyEvents> {
        @Override
        public int getTypeId() {
            return 1006;
        }

        @Override
        public void write(ObjectDataOutput out, ApplyEvents processor) throws IOException {
            out.writeByteArray(StateCodec.encode(processor.events()));
            out.writeLong(processor.seq());
        }

        @Override
        public ApplyEvents read(ObjectDataInput in) throws IOException {
            return new ApplyEvents(StateCodec.decodeEngagements(bytes(in)), in.readLong());
        }
    }
}
