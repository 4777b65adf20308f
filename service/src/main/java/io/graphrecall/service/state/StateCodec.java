package io.graphrecall.service.state;

import io.graphrecall.loaders.ingest.ImpressionWindow.Shown;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Binary format of user states: a version, a table of distinct keys, then indexes into it and deltas of times. A state of
 * a hundred engagements takes about four kilobytes.
 */
final class StateCodec {

    private static final int VERSION = 3;
    private static final List<Action> ACTIONS = List.of(Action.values());

    private StateCodec() {}

    static byte[] encode(UserState state) {
        Writer writer = new Writer(64 * (state.contents().size() + state.items().size() + 8));
        writer.engagements(state.contents());
        writer.engagements(state.items());
        writer.engagements(state.queries());
        writer.keys(state.engaged());
        writer.impressions(state.impressed());
        writer.keys(state.followedAuthors());
        writer.keys(state.blockedAuthors());
        writer.keys(state.mutedTags());
        ByteSink sink = writer.withHead();
        sink.string(state.user().key());
        sink.unsigned(state.seq());
        return writer.after(sink);
    }

    /** Encodes a state with its end, which members of earlier versions do not read. */
    static byte[] encode(StateEntry.Loaded entry) {
        byte[] state = encode(entry.state());
        return ByteBuffer.allocate(state.length + Long.BYTES).put(state).putLong(entry.expiresAt()).array();
    }

    /** Decodes a state with its end; without one, as of an earlier version, it has ended. */
    static StateEntry.Loaded decodeLoaded(byte[] bytes) {
        Reader reader = new Reader(bytes);
        UserState state = decode(reader);
        int rest = reader.source.remaining();
        return new StateEntry.Loaded(
                state, rest == Long.BYTES ? ByteBuffer.wrap(bytes).getLong(bytes.length - rest) : 0);
    }

    static UserState decode(byte[] bytes) {
        return decode(new Reader(bytes));
    }

    private static UserState decode(Reader reader) {
        UserId user = new UserId(reader.source.string());
        long seq = reader.source.unsigned();
        return new UserState(
                user,
                reader.engagements(),
                reader.engagements(),
                reader.engagements(),
                reader.keySet(),
                reader.impressions(),
                reader.keySet(),
                reader.keySet(),
                reader.keySet(),
                seq);
    }

    static byte[] encode(List<Engagement> engagements) {
        Writer writer = new Writer(64 * (engagements.size() + 1));
        writer.engagements(engagements);
        return writer.after(writer.withHead());
    }

    static List<Engagement> decodeEngagements(byte[] bytes) {
        return new Reader(bytes).engagements();
    }

    /** Writes the body first, because the table of keys is complete only then. */
    private static final class Writer {
        private final Map<String, Integer> indexes = new HashMap<>();
        private final List<String> table = new ArrayList<>();
        private final ByteSink body;

        Writer(int expected) {
            body = new ByteSink(expected);
        }

        void engagements(List<Engagement> engagements) {
            body.unsigned(engagements.size());
            long at = 0;
            long order = 0;
            for (Engagement engagement : engagements) {
                body.string(engagement.eventId());
                body.octet(ACTIONS.indexOf(engagement.action()));
                key(engagement.key());
                body.signed(engagement.at() - at);
                body.signed(engagement.order() - order);
                body.unsigned(engagement.dwellMs() + 1);
                optionalKey(engagement.scene());
                at = engagement.at();
                order = engagement.order();
            }
        }

        void impressions(List<Shown> impressions) {
            body.unsigned(impressions.size());
            long at = 0;
            for (Shown shown : impressions) {
                key(shown.content());
                body.signed(shown.at() - at);
                at = shown.at();
            }
        }

        void keys(Collection<String> keys) {
            body.unsigned(keys.size());
            keys.forEach(this::key);
        }

        private void key(String key) {
            body.unsigned(index(key));
        }

        private void optionalKey(@Nullable String key) {
            body.unsigned(key == null ? 0 : index(key) + 1);
        }

        private int index(String key) {
            Integer known = indexes.putIfAbsent(key, table.size());
            if (known != null) {
                return known;
            }
            table.add(key);
            return table.size() - 1;
        }

        ByteSink withHead() {
            ByteSink head = new ByteSink(16 * table.size());
            head.octet(VERSION);
            head.unsigned(table.size());
            table.forEach(head::string);
            return head;
        }

        byte[] after(ByteSink head) {
            return head.followedBy(body);
        }
    }

    private static final class Reader {
        private final ByteSource source;
        private final String[] table;

        Reader(byte[] bytes) {
            source = new ByteSource(bytes);
            int version = source.octet();
            if (version != VERSION) {
                throw new IllegalArgumentException("a user state has version " + version + ", expected " + VERSION);
            }
            table = new String[source.count()];
            for (int i = 0; i < table.length; i++) {
                table[i] = source.string();
            }
        }

        List<Engagement> engagements() {
            int size = source.count();
            List<Engagement> engagements = new ArrayList<>(size);
            long at = 0;
            long order = 0;
            for (int i = 0; i < size; i++) {
                String eventId = source.string();
                Action action = ACTIONS.get(source.octet());
                String key = table[source.count()];
                at += source.signed();
                order += source.signed();
                long dwellMs = source.unsigned() - 1;
                int scene = source.count();
                engagements.add(new Engagement(
                        eventId, action, key, at, order, dwellMs, scene == 0 ? null : table[scene - 1]));
            }
            return engagements;
        }

        List<Shown> impressions() {
            int size = source.count();
            List<Shown> impressions = new ArrayList<>(size);
            long at = 0;
            for (int i = 0; i < size; i++) {
                String content = table[source.count()];
                at += source.signed();
                impressions.add(new Shown(content, at));
            }
            return impressions;
        }

        Set<String> keySet() {
            int size = source.count();
            if (size == 0) {
                return Set.of();
            }
            Set<String> keys = LinkedHashSet.newLinkedHashSet(size);
            for (int i = 0; i < size; i++) {
                keys.add(table[source.count()]);
            }
            return keys;
        }
    }
}
