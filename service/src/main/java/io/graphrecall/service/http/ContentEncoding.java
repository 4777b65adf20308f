package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Decodes bodies by their {@code Content-Encoding} (RFC 9110, section 8.4). */
final class ContentEncoding {

    private static final int CHUNK = 64 * 1024;

    private ContentEncoding() {}

    /**
     * Returns the decoded body.
     *
     * @param encoding the header; empty if there is none
     * @param maxBytes maximum size of the decoded body
     * @param grow     called before the decoded body grows, with the number of bytes
     * @throws HttpException 400 if the body is not valid gzip, 413 if it is too large, 415 if the encoding is neither gzip
     *         nor identity
     */
    static Buffer decode(Buffer body, String encoding, int maxBytes, LongConsumer grow) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> unzip(body, maxBytes, grow);
            default -> throw new HttpException(
                    415, "the content encoding '" + encoding + "' is not supported, expected gzip",
                    Map.of("Accept-Encoding", "gzip"));
        };
    }

    private static Buffer unzip(Buffer body, int maxBytes, LongConsumer grow) {
        Buffer decoded = Buffer.buffer();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()), CHUNK)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (decoded.length() + count > maxBytes) {
                    throw tooLarge(maxBytes, Map.of());
                }
                grow.accept(count);
                decoded.appendBytes(chunk, 0, count);
            }
            return decoded;
        } catch (ZipException | EOFException e) {
            throw new HttpException(400, "the body is not valid gzip", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("in-memory read failed", e);
        }
    }

    static HttpException tooLarge(int maxBytes, Map<String, String> headers) {
        return new HttpException(413, "the body has more than " + maxBytes + " bytes", headers);
    }
}
