package io.graphrecall.service.http;

import io.graphrecall.schema.InvalidRecordException;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The text of a body with records: UTF-8, with or without a byte order mark. It is read as it arrives, and decoded line by
 * line, so that invalid bytes invalidate only their line. Memory holds one line. Not thread-safe.
 */
final class BodyText {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final BufferedInputStream in;

    /** @throws InvalidRecordException if it starts like UTF-16 or UTF-32 */
    BodyText(InputStream body) throws IOException {
        in = new BufferedInputStream(body);
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        // JSON in UTF-8 has no zero byte. In UTF-16 and UTF-32 one of the first four bytes is zero.
        for (byte first : start) {
            if (first == 0) {
                throw notUtf8();
            }
        }
        if (start.length >= 3 && Arrays.equals(start, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            in.skipNBytes(3);
        }
    }

    /** Returns true if the first character that is not a blank starts an array. Skips the blanks before it. */
    boolean isArray() throws IOException {
        int next;
        do {
            in.mark(1);
            next = in.read();
        } while (next >= 0 && Character.isWhitespace(next));
        in.reset();
        return next == '[';
    }

    /** Returns the rest of the text. The reader throws {@link CharacterCodingException} if it is not UTF-8. */
    Reader text() {
        return new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    }

    /** Passes every line that is not blank. The supplier throws {@link InvalidRecordException} if the line is not UTF-8. */
    void forEachLine(Consumer<Supplier<String>> consumer) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                consumer.accept(() -> text(bytes));
            }
        }
    }

    /** @throws InvalidRecordException if the bytes are not UTF-8 */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    static InvalidRecordException notUtf8() {
        return new InvalidRecordException("", "is not UTF-8");
    }
}
