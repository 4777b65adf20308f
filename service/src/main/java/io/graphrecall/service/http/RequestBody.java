package io.graphrecall.service.http;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The body of a request, which may still arrive.
 *
 * @param sent     the body as the client sends it
 * @param encoding {@code Content-Encoding} (RFC 9110, section 8.4); empty if there is none
 * @param maxBytes maximum size of the decoded body
 * @param grow     called with the number of bytes of each read of a decompressed body
 */
record RequestBody(InputStream sent, String encoding, int maxBytes, IntConsumer grow) {

    private static final int CHUNK = 64 * 1024;

    /**
     * Returns the decoded body.
     *
     * @throws HttpException 415 if the encoding is neither gzip nor identity. The stream throws 400 if the body is not valid
     *         gzip, and 413 if it is too large
     */
    InputStream decoded() {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> sent;
            case "gzip", "x-gzip" -> new Unzipped(this);
            default -> throw new HttpException(
                    415, "the content encoding '" + encoding + "' is not supported, expected gzip",
                    Map.of("Accept-Encoding", "gzip"));
        };
    }

    /** Reads the rest of the body. A client may look for the reply only after it has sent everything. */
    void skip() {
        try {
            if (sent.available() > 0) { // positive until the end
                sent.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a body throws no I/O errors", e);
        }
    }

    /** A decompressed stream of limited length. */
    private static final class Unzipped extends InputStream {

        private final RequestBody body;
        private @Nullable InputStream in;
        private long length;

        Unzipped(RequestBody body) {
            this.body = body;
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
                    in = new GZIPInputStream(body.sent, CHUNK);
                }
                int read = in.read(bytes, from, count);
                length += Math.max(0, read);
                if (length > body.maxBytes) {
                    throw tooLarge(body.maxBytes);
                }
                body.grow.accept(Math.max(0, read));
                return read;
            } catch (ZipException | EOFException e) {
                throw new HttpException(400, "the body is not valid gzip");
            }
        }
    }

    static HttpException tooLarge(int maxBytes) {
        return new HttpException(413, "the body has more than " + maxBytes + " bytes");
    }
}
