package io.graphrecall.service.state;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.ImpressionWindow.Shown;
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
 * Binary format of user states: a version, then numbers of variable length (LEB128). A key is written once and then
 * referred to by its index, a time is the difference from the one before. A state of a hundred engagements takes about
 * four kilobytes.
 */
final class StateCodec {

    private static final int VERSION = 4;
    private static final List<Action> ACTIONS = List.of(Action.values());

    private StateCodec() {}

    static byte[] encode(UserState state) {
        Writer writer = new Writer();
        writer.text(state.user().key());
        writer.number(state.seq());
        writer.engagements(state.contents());
        writer.engagements(state.items());
        writer.engagements(state.queries());
        writer.keys(state.engaged());
        writer.impressions(state.impressed());
        writer.keys(state.followedAuthors());
        writer.keys(state.blockedAuthors());
        writer.keys(state.mutedTags());
        return writer.bytes.toByteArray();
    }

    static UserState decode(byte[] bytes) {
        Reader reader = new Reader(bytes);
        UserId user = new UserId(reader.text());
        long seq = reader.number();
        return new UserState(
                user,
                reader.engagements(),
                reader.engagements(),
                reader.engagements(),
                reader.keys(),
                reader.impressions(),
                reader.keys(),
                reader.keys(),
                reader.keys(),
                seq);
    }

    static byte[] encode(List<Engagement> engagements) {
        Writer writer = new Writer();
        writer.engagements(engagements);
        return writer.bytes.toByteArray();
    }

    static List<Engagement> decodeEngagements(byte[] bytes) {
        return new Reader(bytes).engagements();
    }

    private static final class Writer {
        private final ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
        private final Map<String, Integer> indexes = new HashMap<>();

        Writer() {
            bytes.append(VERSION);
        }

        void engagements(List<Engagement> engagements) {
            number(engagements.size());
            long at = 0;
            long order = 0;
            for (Engagement engagement : engagements) {
                text(engagement.eventId());
                bytes.append(ACTIONS.indexOf(engagement.action()));
                key(engagement.key());
                difference(engagement.at() - at);
                difference(engagement.order() - order);
                number(engagement.dwellMs() + 1);
                key(engagement.scene());
                at = engagement.at();
                order = engagement.order();
            }
        }

        void impressions(List<Shown> impressions) {
            number(impressions.size());
            long at = 0;
            for (Shown shown : impressions) {
                key(shown.content());
                difference(shown.at() - at);
                at = shown.at();
            }
        }

        void keys(Collection<String> keys) {
            number(keys.size());
            keys.forEach(this::key);
        }

        /** Writes 0 for null, else the index of the key from 1 and, after a new index, the key. */
        private void key(@Nullable String key) {
            if (key == null) {
                number(0);
                return;
            }
            Integer known = indexes.putIfAbsent(key, indexes.size() + 1);
            number(known == null ? indexes.size() : known);
            if (known == null) {
                text(key);
            }
        }

        /** Writes one byte per character if all are Latin-1, else two, so that halves of surrogate pairs are kept. */
        private void text(String text) {
            boolean isWide = text.chars().anyMatch(c -> c > 0xff);
            number(((long) text.length() << 1) | (isWide ? 1 : 0));
            for (int i = 0; i < text.length(); i++) {
                if (isWide) {
                    bytes.append(text.charAt(i) >>> 8);
                }
                bytes.append(text.charAt(i));
            }
        }

        /** Writes a number that is rarely negative; a negative one takes ten bytes. */
        private void number(long number) {
            long rest = number;
            while ((rest & ~0x7fL) != 0) {
                bytes.append((int) (rest | 0x80));
                rest >>>= 7;
            }
            bytes.append((int) rest);
        }

        /** Writes a positive or negative number near zero. */
        private void difference(long number) {
            number((number << 1) ^ (number >> 63));
        }
    }

    private static final class Reader {
        private final ByteBuffer in;
        private final List<String> known = new ArrayList<>();

        Reader(byte[] bytes) {
            in = ByteBuffer.wrap(bytes);
            int version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("a user state has version " + version + ", expected " + VERSION);
            }
        }

        List<Engagement> engagements() {
            int size = count();
            List<Engagement> engagements = new ArrayList<>(size);
            long at = 0;
            long order = 0;
            for (int i = 0; i < size; i++) {
                String eventId = text();
                Action action = ACTIONS.get(in.get());
                String key = key();
                at += difference();
                order += difference();
                engagements.add(new Engagement(eventId, action, key, at, order, number() - 1, optionalKey()));
            }
            return engagements;
        }

        List<Shown> impressions() {
            int size = count();
            List<Shown> impressions = new ArrayList<>(size);
            long at = 0;
            for (int i = 0; i < size; i++) {
                String content = key();
                at += difference();
                impressions.add(new Shown(content, at));
            }
            return impressions;
        }

        Set<String> keys() {
            int size = count();
            Set<String> keys = size == 0 ? Set.of() : LinkedHashSet.newLinkedHashSet(size);
            for (int i = 0; i < size; i++) {
                keys.add(key());
            }
            return keys;
        }

        private String key() {
            return key(count());
        }

        private @Nullable String optionalKey() {
            int index = count();
            return index == 0 ? null : key(index);
        }

        private String key(int index) {
            if (index > known.size()) {
                known.add(text());
            }
            return known.get(index - 1);
        }

        private String text() {
            long head = number();
            char[] text = new char[Math.toIntExact(head >>> 1)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (head & 1) == 0 ? (char) (in.get() & 0xff) : in.getChar();
            }
            return new String(text);
        }

        private int count() {
            return Math.toIntExact(number());
        }

        private long number() {
            long number = 0;
            for (int shift = 0;; shift += 7) {
                byte next = in.get();
                number |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }

        private long difference() {
            long number = number();
            return (number >>> 1) ^ -(number & 1);
        }
    }
}
