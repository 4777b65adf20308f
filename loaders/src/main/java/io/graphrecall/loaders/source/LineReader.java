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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a file of text line by line, whatever it holds: memory is bounded by the longest line that is allowed, and what
 * is no line of text becomes a line with a fault. Gzip is told by its first bytes. A thread that is interrupted stops
 * reading.
 */
final class LineReader implements AutoCloseable {

    /** The longest line that is read, in bytes. */
    static final int LONGEST = 10 << 20;

    /** How much of an overlong line is kept to show it, in bytes. */
    private static final int SHOWN = 4096;

    private static final int BUFFER = 1 << 16;

    private final Charset charset;
    private InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int end;
    private long number;
    private boolean overlong;
    private @Nullable String broken;
    private boolean finished;

    private LineReader(InputStream raw, Charset charset) {
        this.charset = charset;
        in = new BufferedInputStream(raw, BUFFER);
    }

    static LineReader open(Path file, Charset charset) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            LineReader reader = new LineReader(raw, charset);
            reader.begin();
            return reader;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** The next line that is not blank, or null at the end. */
    @Nullable
    RawLine next() throws IOException {
        RawLine next = line();
        while (next != null && next.isBlank()) {
            next = line();
        }
        return next;
    }

    /** The next line, or null at the end. */
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
        while (!ended && (at < end || fill())) {
            any = true;
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            keep(at, stop);
            ended = stop < end;
            at = ended ? stop + 1 : stop;
        }
        if (!ended) {
            finished = true;
        }
        if (!any && broken == null) {
            return null;
        }
        number++;
        return finished();
    }

    private RawLine finished() {
        byte[] bytes = line.toByteArray();
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        if (broken != null) {
            return new RawLine(number, new String(bytes, 0, length, charset), broken);
        }
        if (overlong) {
            return new RawLine(number, new String(bytes, 0, SHOWN, charset) + "…",
                    "is longer than " + LONGEST + " bytes");
        }
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            return new RawLine(number, text, null);
        } catch (CharacterCodingException e) {
            return new RawLine(number, new String(bytes, 0, length, charset), "is not " + charset);
        }
    }

    private void keep(int from, int to) {
        if (line.size() + to - from > LONGEST) {
            overlong = true;
        }
        if (!overlong) {
            line.write(buffer, from, to - from);
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = 0;
        if (broken != null) {
            return false;
        }
        try {
            end = Math.max(0, in.read(buffer, 0, BUFFER));
        } catch (EOFException | ZipException e) {
            broken = brokenOff(e);
        }
        return end > 0;
    }

    /** Looks at the first bytes: unpacks gzip, skips a byte order mark and refuses what is not UTF-8 as a whole. */
    private void begin() throws IOException {
        unpack();
        fill();
        if (starts(0xef, 0xbb, 0xbf)) {
            at = 3;
        } else if (starts(0xff, 0xfe) || starts(0xfe, 0xff) || (end > 1 && (buffer[0] == 0 || buffer[1] == 0))) {
            broken = "begins a file that is not UTF-8 but UTF-16 or the like; nothing of it is read";
            end = 0;
        }
    }

    private void unpack() throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        if (gzip) {
            try {
                in = new GZIPInputStream(in, BUFFER);
            } catch (EOFException | ZipException e) {
                broken = brokenOff(e);
            }
        }
    }

    private static String brokenOff(IOException e) {
        return "is where the file breaks off: " + Objects.requireNonNullElse(e.getMessage(), "unexpected end");
    }

    private boolean starts(int... first) {
        if (end < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((buffer[i] & 0xff) != first[i]) {
                return false;
            }
        }
        return true;
    }
}
