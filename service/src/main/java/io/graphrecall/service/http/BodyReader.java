package io.graphrecall.service.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads the body of a request within limits of size, time and the memory of all bodies. A body of a declared length is
 * refused before it is read; a body without one counts as it arrives. Its memory is released when the reply is sent. A
 * request whose body is not read completely loses its connection. Thread-safe.
 */
final class BodyReader implements Handler<RoutingContext> {

    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final String READING = "body";
    private static final String IN_USE = "the memory for request bodies is in use, try again later";
    private static final Map<String, String> CLOSE = Map.of("Connection", "close");
    private static final Map<String, String> CLOSE_AND_RETRY = Map.of("Connection", "close", "Retry-After", "1");

    private final Vertx vertx;
    private final BodyMemory memory;
    private final int maxBytes;
    private final Duration timeout;

    /**
     * @param maxBytes maximum length of a body; 0 if the operation takes none
     * @param timeout  maximum time from the head to the end of a body
     */
    BodyReader(Vertx vertx, BodyMemory memory, int maxBytes, Duration timeout) {
        this.vertx = vertx;
        this.memory = memory;
        this.maxBytes = maxBytes;
        this.timeout = timeout;
    }

    /**
     * Returns the decoded body, empty if there is none. The memory of a compressed body counts before and after.
     *
     * @param encoding {@code Content-Encoding}; empty if there is none
     * @throws HttpException 400 if the body is not valid gzip, 413 if it is too large, 415 if the encoding is unknown, 503 if
     *         the memory for bodies is in use
     */
    static Supplier<Buffer> of(RoutingContext context, String encoding, int maxBytes) {
        Reading reading = context.get(READING);
        return reading == null
                ? Buffer::buffer
                : () -> ContentEncoding.decode(reading.body, encoding, maxBytes, bytes -> {
                    if (!reading.reserve(bytes)) {
                        throw new HttpException(503, IN_USE, Map.of("Retry-After", "1"));
                    }
                });
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        long declared = chunked ? 0 : declaredLength(context);
        if (!chunked && declared == 0) {
            context.next();
            return;
        }
        if (maxBytes == 0) {
            throw closing(context, 400, "this operation takes no body", CLOSE);
        }
        if (declared > maxBytes) {
            closeAfterReply(context);
            throw ContentEncoding.tooLarge(maxBytes, CLOSE);
        }
        String expectation = request.getHeader(HttpHeaders.EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            throw closing(context, 417, "the only supported expectation is 100-continue", CLOSE);
        }
        if (!memory.reserve(declared)) {
            throw noMemory(context);
        }
        Reading reading = new Reading(context, declared);
        context.addEndHandler(sent -> reading.release());
        if (expectation != null) {
            context.response().writeContinue();
        }
        reading.start();
    }

    private long declaredLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw closing(context, 400, "the Content-Length is no number", CLOSE);
        }
    }

    private HttpException noMemory(RoutingContext context) {
        return closing(context, 503, IN_USE, CLOSE_AND_RETRY);
    }

    private HttpException closing(
            RoutingContext context, int status, String message, Map<String, String> headers) {
        closeAfterReply(context);
        return new HttpException(status, message, headers);
    }

    /**
     * Discards the rest of the body, for a short time: a connection that is closed while the client still sends loses the
     * reply.
     */
    private void closeAfterReply(RoutingContext context) {
        context.request().handler(unwanted -> {
        });
        context.addEndHandler(sent -> vertx.setTimer(
                LINGER.toMillis(), late -> context.request().connection().close()));
    }

    /** A body that is being read, on the event loop of its connection. */
    private final class Reading {

        private final RoutingContext context;
        private final Buffer body;
        private long reserved;
        private boolean ended;

        Reading(RoutingContext context, long declared) {
            this.context = context;
            reserved = declared;
            body = Buffer.buffer((int) declared);
        }

        void start() {
            HttpServerRequest request = context.request();
            long timer = vertx.setTimer(timeout.toMillis(), late -> {
                if (!ended) {
                    fail(closing(
                            context, 408, "the body did not arrive within " + timeout.toSeconds() + " s", CLOSE));
                }
            });
            context.addEndHandler(sent -> vertx.cancelTimer(timer));
            request.handler(this::append);
            request.exceptionHandler(lost -> ended = true);
            request.endHandler(end -> {
                vertx.cancelTimer(timer);
                if (!ended) {
                    ended = true;
                    context.put(READING, this);
                    context.next();
                }
            });
        }

        private void append(Buffer part) {
            if (ended) {
                return;
            }
            long missing = body.length() + (long) part.length() - reserved;
            if (body.length() + part.length() > maxBytes) {
                closeAfterReply(context);
                fail(ContentEncoding.tooLarge(maxBytes, CLOSE));
            } else if (missing > 0 && !reserve(missing)) {
                fail(noMemory(context));
            } else {
                body.appendBuffer(part);
            }
        }

        private void fail(HttpException error) {
            if (!ended) {
                ended = true;
                context.fail(error);
            }
        }

        synchronized boolean reserve(long bytes) {
            boolean available = memory.reserve(bytes);
            reserved += available ? bytes : 0;
            return available;
        }

        synchronized void release() {
            memory.release(reserved);
            reserved = 0;
        }
    }
}
