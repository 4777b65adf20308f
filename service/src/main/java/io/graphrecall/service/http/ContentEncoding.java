package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Decodes bodies by their {@code Content-Encoding} (RFC 9110, section 8.4). */
final class ContentEncoding {

    private static final int CHUNK = 64 * 1024;

    private ContentEncoding() {}

    /** Returns a decoded body; see {@link #decode(InputStream, String, int, LongConsumer)}. */
    static Buffer decode(Buffer body, String encoding, int maxBytes, LongConsumer grow) {
        if (isIdentity(encoding)) {
            return body;
        }
        try (InputStream in = decode(new ByteArrayInputStream(body.getBytes()), encoding, maxBytes, grow)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("in-memory read failed", e);
        }
    }

    /**
     * Returns a stream of the decoded body.
     *
     * @param encoding the header; empty if there is none
     * @param maxBytes maximum size of the decoded body
     * @param grow     called with the number of bytes of each read
     * @throws HttpException 415 if the encoding is neither gzip nor identity. The stream throws 400 if the body is not valid
     *         gzip, and 413 if it is too large
     */
    static InputStream decode(InputStream body, String encoding, int maxBytes, LongConsumer grow) {
        if (isIdentity(encoding)) {
            return body;
        }
        return switch (normalized(encoding)) {
            case "gzip", "x-gzip" -> new Unzipped(body, maxBytes, grow);
            default -> throw new HttpException(
                    415, "the content encoding '" + encoding + "' is not supported, expected gzip",
                    Map.of("Accept-Encoding", "gzip"));
        };
    }

    private static boolean isIdentity(String encoding) {
        return Set.of("", "identity").contains(normalized(encoding));
    }

    private static String normalized(String encoding) {
        return encoding.strip().toLowerCase(Locale.ROOT);
    }

    /** A decompressed stream of limited length. */
    private static final class Unzipped extends InputStream {
        private final InputStream compressed;
        private final int maxBytes;
        private final LongConsumer grow;
        private @Nullable InputStream in;
        private long length;

        Unzipped(InputStream compressed, int maxBytes, LongConsumer grow) {
            this.compressed = compressed;
            this.maxBytes = maxBytes;
            this.grow = grow;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            try {
                if (in == null) {
                    in = new GZIPInputStream(compressed, CHUNK);
                }
                int read = in.read(bytes, from, count);
                length += Math.max(0, read);
                if (length > maxBytes) {
                    throw tooLarge(maxBytes);
                }
                grow.accept(Math.max(0, read));
                return read;
            } catch (ZipException | EOFException e) {
                throw new HttpException(400, "the body is not valid gzip", Map.of());
            }
        }
    }

    static HttpException tooLarge(int maxBytes) {
        return new HttpException(413, "the body has more than " + maxBytes + " bytes", Map.of());
    }
}
