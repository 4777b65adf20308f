package io.graphrecall.service.http;

import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.vertx.core.buffer.Buffer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The text of a body with records: UTF-8, with or without a byte order mark. Decoded line by line, so that invalid bytes
 * invalidate only their line. Immutable.
 */
final class BodyText {

    private final byte[] bytes;
    private final int begin;

    /** @throws InvalidRecordException if it starts like UTF-16 or UTF-32 */
    BodyText(Buffer body) {
        bytes = body.getBytes();
        // JSON in UTF-8 has no zero byte. In UTF-16 and UTF-32 one of the first four bytes is zero.
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                throw notUtf8();
            }
        }
        boolean hasByteOrderMark = bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb
                && (bytes[2] & 0xff) == 0xbf;
        begin = afterBlanks(hasByteOrderMark ? 3 : 0, bytes.length);
    }

    /** Returns true if the first character that is not a blank starts an array. */
    boolean isArray() {
        return begin < bytes.length && bytes[begin] == '[';
    }

    /**
     * Returns the text.
     *
     * @throws InvalidRecordException if it is not UTF-8
     */
    String text() {
        return text(begin, bytes.length);
    }

    /** Passes every line that is not blank. The supplier throws {@link InvalidRecordException} if the line is not UTF-8. */
    void forEachLine(Consumer<Supplier<String>> consumer) {
        int from = begin;
        while (from < bytes.length) {
            int start = from;
            int end = lineEnd(from);
            if (afterBlanks(start, end) < end) {
                consumer.accept(() -> text(start, end));
            }
            from = end + 1;
        }
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private int afterBlanks(int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        return at;
    }

    private String text(int from, int to) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private static InvalidRecordException notUtf8() {
        return new InvalidRecordException(List.of(new FieldError("", "is not UTF-8")));
    }
}
