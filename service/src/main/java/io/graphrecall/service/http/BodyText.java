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
 * The text of a body that holds records: UTF-8, after a byte order mark that some editors write. Bytes that are no text
 * are found where they stand, so that they cost their line only. Immutable.
 */
final class BodyText {

    private final byte[] bytes;
    private final int begin;

    /** @throws InvalidRecordException where it begins as UTF-16 or UTF-32 does */
    BodyText(Buffer body) {
        bytes = body.getBytes();
        // No JSON in UTF-8 has a zero byte; in the other encodings one is among the first four.
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                throw noText();
            }
        }
        boolean marked = bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb
                && (bytes[2] & 0xff) == 0xbf;
        begin = afterBlanks(marked ? 3 : 0, bytes.length);
    }

    /** Whether the first character that is no blank begins an array. */
    boolean isArray() {
        return begin < bytes.length && bytes[begin] == '[';
    }

    /** @throws InvalidRecordException where not all of it is UTF-8 */
    String whole() {
        return text(begin, bytes.length);
    }

    /** Every line that is not blank; a line that is not UTF-8 throws {@link InvalidRecordException} when asked for. */
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
            throw noText();
        }
    }

    private static InvalidRecordException noText() {
        return new InvalidRecordException(List.of(new FieldError("", "is not UTF-8")));
    }
}
