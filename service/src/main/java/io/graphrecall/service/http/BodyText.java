package io.graphrecall.service.http;

import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The text of a body with records: UTF-8, with or without a byte order mark. It is read as it arrives, and decoded line by
 * line, so that invalid bytes invalidate only their line. Memory holds one line. Not thread-safe.
 */
final class BodyText {

    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    /** Range of the buffer that is read and not yet parsed. */
    private int from;
    private int to;

    /** @throws InvalidRecordException if it starts like UTF-16 or UTF-32 */
    BodyText(InputStream in) throws IOException {
        this.in = in;
        while (to < 4 && fill()) {
            // Read the bytes that distinguish the encodings.
        }
        // JSON in UTF-8 has no zero byte. In UTF-16 and UTF-32 one of the first four bytes is zero.
        for (int i = 0; i < Math.min(4, to); i++) {
            if (buffer[i] == 0) {
                throw notUtf8();
            }
        }
        boolean hasByteOrderMark = to >= 3 && (buffer[0] & 0xff) == 0xef && (buffer[1] & 0xff) == 0xbb
                && (buffer[2] & 0xff) == 0xbf;
        from = hasByteOrderMark ? 3 : 0;
        do {
            from = afterBlanks(to);
        } while (from == to && fill());
    }

    /** Returns true if the first character that is not a blank starts an array. */
    boolean isArray() {
        return from < to && buffer[from] == '[';
    }

    /** Returns the rest of the text. The reader throws {@link CharacterCodingException} if it is not UTF-8. */
    Reader text() {
        return new InputStreamReader(
                new SequenceInputStream(new ByteArrayInputStream(buffer, from, to - from), in),
                StandardCharsets.UTF_8.newDecoder());
    }

    /** Passes every line that is not blank. The supplier throws {@link InvalidRecordException} if the line is not UTF-8. */
    void forEachLine(Consumer<Supplier<String>> consumer) throws IOException {
        boolean hasMore = true;
        while (hasMore) {
            int end = from;
            while (hasMore && (end == to || buffer[end] != '\n')) {
                if (end < to) {
                    end++;
                } else {
                    int read = end - from;
                    hasMore = fill();
                    end = from + read;
                }
            }
            int last = end;
            if (afterBlanks(last) < last) {
                consumer.accept(() -> text(last));
            }
            from = Math.min(end + 1, to);
        }
    }

    /** Reads more bytes. Returns false at the end. */
    private boolean fill() throws IOException {
        if (to == buffer.length) {
            if (from == 0) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            } else {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
            }
        }
        int count = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, count);
        return count >= 0;
    }

    private int afterBlanks(int end) {
        int at = from;
        while (at < end && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == '\r' || buffer[at] == '\n')) {
            at++;
        }
        return at;
    }

    private String text(int end) {
        return text(ByteBuffer.wrap(buffer, from, end - from));
    }

    /** @throws InvalidRecordException if the bytes are not UTF-8 */
    static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    static InvalidRecordException notUtf8() {
        return new InvalidRecordException(List.of(new FieldError("", "is not UTF-8")));
    }
}
