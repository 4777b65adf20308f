package io.graphrecall.loaders.source;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a text file line by line. Memory is bounded by the maximum line length. Bytes that are not a valid line give a
 * line with an error. Gzip is detected from the first bytes. An interrupt of the reading thread stops the reading.
 */
final class LineReader implements AutoCloseable {

    /** Maximum line length in bytes. */
    static final int MAX_LINE_BYTES = 10 << 20;

    /** Number of bytes of an overlong line that are kept for the error report. */
    private static final int PREVIEW_BYTES = 4096;

    private static final int BUFFER = 1 << 16;
    /** Bytes of a part of a gzip file after its compressed data. */
    private static final int TRAILER_BYTES = 8;

    private final String file;
    private final Charset fallback;
    private InputStream in;
    private boolean gzip;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long number;
    private boolean overlong;
    private @Nullable String fileError;
    private boolean finished;

    private LineReader(String file, InputStream raw, Charset fallback) {
        this.file = file;
        this.fallback = fallback;
        in = new BufferedInputStream(raw, BUFFER);
    }

    /** @param fallback charset of lines that are not UTF-8; UTF-8 to reject them */
    static LineReader open(Path file, Charset fallback) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            LineReader reader = new LineReader(String.valueOf(file.getFileName()), raw, fallback);
            reader.begin();
            return reader;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Returns the next line that is not blank, or null at the end. */
    @Nullable
    RawLine next() throws IOException {
        RawLine next = line();
        while (next != null && next.isBlank()) {
            next = line();
        }
        return next;
    }

    /** Returns the next line, or null at the end. */
    @Nullable
    RawLine line() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        return finished ? null : read();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private @Nullable RawLine read() throws IOException {
        line.reset();
        overlong = false;
        boolean ended = false;
        boolean any = false;
        while (!ended && (position < limit || fill())) {
            any = true;
            int stop = position;
            while (stop < limit && buffer[stop] != '\n') {
                stop++;
            }
            keep(position, stop);
            ended = stop < limit;
            position = ended ? stop + 1 : stop;
        }
        if (!ended) {
            finished = true;
        }
        if (!any && fileError == null) {
            return null;
        }
        number++;
        return currentLine();
    }

    private RawLine currentLine() {
        byte[] bytes = line.toByteArray();
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        if (fileError != null) {
            return new RawLine(number, new String(bytes, 0, length, fallback), fileError);
        }
        if (overlong) {
            return new RawLine(number, new String(bytes, 0, PREVIEW_BYTES, fallback) + "…",
                    "is longer than " + MAX_LINE_BYTES + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            return new RawLine(number, text, null);
        } catch (CharacterCodingException e) {
            return new RawLine(number, new String(bytes, 0, length, fallback),
                    fallback.equals(StandardCharsets.UTF_8) ? notUtf8(bytes, length) : null);
        }
    }

    private String notUtf8(byte[] bytes, int length) {
        String charset = isLatin(bytes, length) ? "WINDOWS-1252" : isChinese(bytes, length) ? "GB18030" : null;
        return charset == null
                ? "is not UTF-8"
                : "is not UTF-8, but probably " + charset + "; convert the file: " + conversion(charset);
    }

    /** Returns a command that converts the file, and replaces it only if that succeeded. */
    private String conversion(String charset) {
        String iconv = "iconv -f " + charset + " -t UTF-8 ";
        return gzip
                ? "gzip -dc " + file + " | " + iconv + "> converted.tmp && gzip converted.tmp && mv converted.tmp.gz "
                        + file
                : iconv + file + " > converted.tmp && mv converted.tmp " + file;
    }

    /**
     * Returns true if all bytes outside of ASCII are accented letters of Windows-1252, which has those of Latin-1: one or two
     * of them, next to a letter of ASCII. Two that are a frequent character of GB18030 are none.
     */
    private static boolean isLatin(byte[] bytes, int length) {
        boolean any = false;
        for (int start = 0; start < length; start++) {
            if (bytes[start] >= 0) {
                continue;
            }
            int end = start;
            while (end < length && bytes[end] < 0) {
                if (!isAccentedLetter(bytes[end] & 0xff)) {
                    return false;
                }
                end++;
            }
            boolean isNextToLetter = (start > 0 && isLetter(bytes[start - 1]))
                    || (end < length && isLetter(bytes[end]));
            boolean isFrequentCharacter = end - start == 2 && (bytes[start] & 0xff) < 0xd8;
            if (end - start > 2 || isFrequentCharacter || !isNextToLetter) {
                return false;
            }
            any = true;
            start = end;
        }
        return any;
    }

    /** Excludes the first bytes of most accented letters in UTF-8, which remain of a letter that was cut. */
    private static boolean isAccentedLetter(int code) {
        return code >= 0xc0 && code < 0xff && code != 0xc2 && code != 0xc3 && code != 0xd7 && code != 0xf7;
    }

    private static boolean isLetter(byte code) {
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    }

    /** Returns true if all bytes outside of ASCII are pairs of GB2312, the part of GB18030 with the frequent characters. */
    private static boolean isChinese(byte[] bytes, int length) {
        int trail = 0;
        for (int i = 0; i < length; i++) {
            boolean isOfPair = (bytes[i] & 0xff) > 0xa0;
            if (!isOfPair && (bytes[i] < 0 || trail > 0)) {
                return false;
            }
            trail = isOfPair ? 1 - trail : 0;
        }
        return trail == 0;
    }

    private void keep(int from, int to) {
        if (line.size() + to - from > MAX_LINE_BYTES) {
            overlong = true;
        }
        if (!overlong) {
            line.write(buffer, from, to - from);
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = 0;
        if (fileError != null) {
            return false;
        }
        try {
            limit = Math.max(0, in.read(buffer, 0, BUFFER));
        } catch (EOFException | ZipException e) {
            fileError = truncated(e);
        }
        return limit > 0;
    }

    /** Inspects the first bytes: unpacks gzip, skips a byte order mark and rejects UTF-16. */
    private void begin() throws IOException {
        unpack();
        fill();
        if (startsWith(0xef, 0xbb, 0xbf)) {
            position = 3;
        } else if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)
                || (limit > 1 && (buffer[0] == 0 || buffer[1] == 0))) {
            fileError = "is the start of a file that is not UTF-8 (probably UTF-16)" + RawRecord.SKIPPED
                    + ", convert it to UTF-8";
            limit = 0;
        }
    }

    private void unpack() throws IOException {
        in.mark(2);
        gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        if (gzip) {
            try {
                in = new Gzip(in);
            } catch (EOFException | ZipException e) {
                fileError = truncated(e);
            }
        }
    }

    private static String truncated(IOException e) {
        return RawRecord.TRUNCATED + Objects.requireNonNullElse(e.getMessage(), "unexpected end");
    }

    private boolean startsWith(int... prefix) {
        if (limit < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((buffer[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Gzip of one or more parts. The JDK ignores what follows them, which only padding with zeros may be. */
    private static final class Gzip extends GZIPInputStream {

        Gzip(InputStream in) throws IOException {
            super(in, BUFFER);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count < 0 && hasMore()) {
                throw new ZipException("other bytes follow the compressed ones");
            }
            return count;
        }

        private boolean hasMore() throws IOException {
            for (int i = len - inf.getRemaining() + TRAILER_BYTES; i < len; i++) {
                if (buf[i] != 0) {
                    return true;
                }
            }
            int next = in.read();
            while (next == 0) {
                next = in.read();
            }
            return next > 0;
        }
    }
}
