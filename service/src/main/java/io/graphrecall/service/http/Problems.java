package io.graphrecall.service.http;

import io.graphrecall.pipeline.log.LogLimit;
import io.graphrecall.schema.DiskFull;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.RecallException;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Maps exceptions to replies: a status and a problem document (RFC 9457). */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    /** Limits of lines about failures that have a message for the caller, and about unexpected ones with a stack trace. */
    private static final LogLimit KNOWN = new LogLimit(10, System::nanoTime);
    private static final LogLimit UNEXPECTED = new LogLimit(1, System::nanoTime);
    private static final String PROBLEM = "application/problem+json";
    static final Map<String, String> RETRY = Map.of("Retry-After", "1");
    /** Maximum characters of a text. A request can have a long value, which the text about it repeats. */
    private static final int MAX_TEXT = 2_000;

    private Problems() {}

    private record Document(
            String type,
            String title,
            int status,
            @Nullable String detail,
            String requestId,
            @Nullable List<Field> errors) {}

    private record Field(String pointer, String detail) {}

    static Reply of(Throwable error, String requestId) {
        return switch (error) {
            case InvalidRecordException invalid -> {
                List<Field> fields = invalid.errors().stream()
                        .map(field -> new Field(
                                shortened(field.pointer(), MAX_TEXT), shortened(field.reason(), MAX_TEXT)))
                        .toList();
                yield reply(400, invalid.getMessage(), requestId, fields, Map.of());
            }
            case HttpException http -> reply(http.status(), http.getMessage(), requestId, null, http.headers());
            case RecallException known -> {
                int status = status(known.code());
                if (status >= 500) {
                    KNOWN.log(LOG, Level.WARN, "the request failed: " + known.getMessage(), null);
                }
                yield reply(status, known.getMessage(), requestId, null, status == 503 ? RETRY : Map.of());
            }
            default -> {
                log("the request failed", error);
                String full = DiskFull.reason(error);
                yield full != null
                        ? reply(503, "a file could not be written: " + full, requestId, null, RETRY)
                        : reply(500, "internal error, see the service log", requestId, null, Map.of());
            }
        };
    }

    /** Writes a line about an unexpected failure of a request, or omits it if there are too many. */
    static void log(String message, Throwable error) {
        UNEXPECTED.log(LOG, Level.ERROR, message, error);
    }

    /** Returns a text that JSON can have: with up to some characters, and without halves of surrogate pairs. */
    static String shortened(String text, int maxLength) {
        String start = text.length() <= maxLength ? text : text.substring(0, maxLength) + "…";
        return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static int status(RecallException.Code code) {
        return switch (code) {
            case INVALID -> 400;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case OVERLOADED, UNAVAILABLE, CANCELLED -> 503;
        };
    }

    private static Reply reply(
            int status,
            @Nullable String detail,
            String requestId,
            @Nullable List<Field> errors,
            Map<String, String> headers) {
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        Document document = new Document(
                "about:blank", title, status, detail == null ? null : shortened(detail, MAX_TEXT), requestId, errors);
        return new Reply(status, PROBLEM, Json.write(document), headers);
    }
}
