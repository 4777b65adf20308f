package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Undoes what a caller did to a body on its way (RFC 9110, section 8.4). */
final class ContentEncoding {

    private static final int CHUNK = 64 * 1024;

    private ContentEncoding() {}

    /**
     * The body as it was before.
     *
     * @param encoding the header; empty where there is none
     * @param limit    bytes that the body may have, at most
     * @throws HttpException 400 where the body is not what the header says or breaks off, 413 where it is larger than the
     *         limit, 415 where the encoding is none of gzip and identity
     */
    static Buffer undone(Buffer body, String encoding, int limit) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> unzipped(body, limit);
            default -> throw new HttpException(
                    415, "the encoding '" + encoding + "' is not known, only gzip", Map.of("Accept-Encoding", "gzip"));
        };
    }

    private static Buffer unzipped(Buffer body, int limit) {
        Buffer whole = Buffer.buffer(Math.min(limit, 4 * body.length()));
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()), CHUNK)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (whole.length() + count > limit) {
                    throw Exchange.tooLarge(limit, Map.of());
                }
                whole.appendBytes(chunk, 0, count);
            }
            return whole;
        } catch (ZipException | EOFException e) {
            throw new HttpException(400, "the body is not compressed as it says", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory", e);
        }
    }
}
