package io.graphrecall.service.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/**
 * Reads the body of a request within limits of size, time and the memory of all bodies. A body of a declared length is
 * refused before it is read; a body without one counts as it arrives. Its memory is released when the reply is sent. A
 * body of records is passed on as it arrives; its memory is that of its records. Thread-safe.
 */
final class BodyReader implements Handler<RoutingContext> {

    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final String READING = "body";
    /** Maximum parts of a body that wait to be parsed. A part has up to 8 KiB. */
    private static final int PARTS = 16;
    /** Digits of the length of a body that arrives at once, also if its request is refused. */
    private static final int SHORT_DIGITS = 4;

    private final Vertx vertx;
    private final BodyMemory memory;
    private final int maxBytes;
    private final boolean streams;
    private final Duration timeout;

    /**
     * @param maxBytes maximum length of a body; 0 if the operation takes none
     * @param streams  true to pass the body on as it arrives
     * @param timeout  maximum time from the head to the end of a body
     */
    BodyReader(Vertx vertx, BodyMemory memory, int maxBytes, boolean streams, Duration timeout) {
        this.vertx = vertx;
        this.memory = memory;
        this.maxBytes = maxBytes;
        this.streams = streams;
        this.timeout = timeout;
    }

    /**
     * Returns the body, empty if there is none. The memory of a compressed body counts before and after.
     *
     * @param encoding {@code Content-Encoding}; empty if there is none
     */
    static RequestBody of(RoutingContext context, String encoding, int maxBytes) {
        Reading reading = context.get(READING);
        if (reading == null) {
            return new RequestBody(Buffer.buffer(), null, "", maxBytes, bytes -> {
            });
        }
        return new RequestBody(reading.body, reading.stream, encoding, maxBytes, bytes -> {
            if (!reading.reserve(bytes)) {
                throw noMemory();
            }
        });
    }

    /**
     * Limits the time of a body that is not read because its request is refused. The rest of a short body is discarded, so
     * that the connection can be used again. Another one announces the end of the connection. It ends a little later: a
     * connection that is closed while the client still sends loses the reply.
     */
    static void limitUnread(Vertx vertx, RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isStream = Exchange.isStream(request);
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean isChunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (!isStream && !isChunked && length == null) {
            return;
        }
        boolean isShort = isStream || (!isChunked && length != null && length.length() <= SHORT_DIGITS
                && !request.headers().contains(HttpHeaders.EXPECT));
        context.addHeadersEndHandler(head -> {
            if (!isShort && !request.isEnded()) {
                context.response().putHeader(HttpHeaders.CONNECTION, "close");
            }
        });
        context.addEndHandler(sent -> {
            if (!request.isEnded()) {
                request.handler(unwanted -> {
                }).resume();
                vertx.setTimer(LINGER.toMillis(), late -> {
                    if (!isShort || !request.isEnded()) {
                        Exchange.abort(request);
                    }
                });
            }
        });
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isOpen = isOfUnknownLength(request);
        long declared = isOpen ? 0 : declaredLength(context);
        if (!isOpen && declared == 0) {
            context.next();
            return;
        }
        if (maxBytes == 0) {
            throw new HttpException(400, "this operation takes no body", Map.of());
        }
        if (declared > maxBytes) {
            throw ContentEncoding.tooLarge(maxBytes);
        }
        String expectation = request.getHeader(HttpHeaders.EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            throw new HttpException(417, "the only supported expectation is 100-continue", Map.of());
        }
        if (!memory.reserve(declared)) {
            throw noMemory();
        }
        Reading reading = new Reading(context, declared);
        context.addEndHandler(sent -> reading.release());
        if (expectation != null) {
            context.response().writeContinue();
        }
        reading.start();
    }

    /**
     * Returns true if only the end of the body tells its length. In HTTP/2, the head of a request does not tell whether a
     * body follows; one that no operation takes is never read.
     */
    private boolean isOfUnknownLength(HttpServerRequest request) {
        return Exchange.isStream(request)
                ? maxBytes > 0 && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static long declaredLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new HttpException(400, "the Content-Length is no number", Map.of());
        }
    }

    private static HttpException noMemory() {
        return new HttpException(
                503, "the memory for request bodies is in use, try again later", Map.of("Retry-After", "1"));
    }

    /** A body that is being read, on the event loop of its connection. */
    private final class Reading {

        private final RoutingContext context;
        private final Buffer body;
        private final @Nullable BodyStream stream;
        private long received;
        /** Bytes that may arrive without a further reservation. */
        private long expected;
        private long reserved;
        /** True from the end of the request, after which no memory is reserved. */
        private boolean released;
        private boolean ended;

        Reading(RoutingContext context, long declared) {
            this.context = context;
            expected = declared;
            reserved = declared;
            body = Buffer.buffer(streams ? 0 : (int) declared);
            Context eventLoop = vertx.getOrCreateContext();
            HttpServerRequest request = context.request();
            stream = streams ? new BodyStream(() -> eventLoop.runOnContext(taken -> fetchPart(request))) : null;
        }

        private static void fetchPart(HttpServerRequest request) {
            if (!request.isEnded()) {
                request.fetch(1);
            }
        }

        void start() {
            HttpServerRequest request = context.request();
            long timer = vertx.setTimer(timeout.toMillis(), late -> {
                if (!ended) {
                    fail(new HttpException(
                            408, "the body did not arrive within " + timeout.toSeconds() + " s", Map.of()));
                }
            });
            context.addEndHandler(sent -> vertx.cancelTimer(timer));
            request.handler(this::append);
            request.exceptionHandler(this::lost);
            request.endHandler(end -> {
                vertx.cancelTimer(timer);
                if (!ended) {
                    ended = true;
                    if (stream == null) {
                        proceed();
                    } else {
                        stream.end();
                    }
                }
            });
            if (stream != null) {
                stream(request);
            }
        }

        /** Passes the body on while it arrives. */
        private void stream(HttpServerRequest request) {
            request.pause();
            // The reply may be sent early, or the connection lost while the body is still read.
            context.addEndHandler(sent -> fail(connectionLost()));
            request.fetch(PARTS);
            proceed();
        }

        private void proceed() {
            context.put(READING, this);
            context.next();
        }

        private void append(Buffer part) {
            if (ended) {
                return;
            }
            received += part.length();
            long missing = Math.max(0, received - expected);
            expected += missing;
            if (received > maxBytes) {
                fail(ContentEncoding.tooLarge(maxBytes));
            } else if (missing > 0 && !reserve(missing)) {
                fail(noMemory());
            } else if (stream != null) {
                stream.add(part);
            } else {
                body.appendBuffer(part);
            }
        }

        private void lost(Throwable reason) {
            if (stream == null) {
                ended = true;
            } else {
                fail(connectionLost());
            }
        }

        private static HttpException connectionLost() {
            return new HttpException(400, "the connection was lost", Map.of());
        }

        private void fail(HttpException error) {
            if (ended) {
                return;
            }
            ended = true;
            if (stream == null) {
                context.fail(error);
            } else {
                stream.fail(error);
            }
        }

        synchronized boolean reserve(long bytes) {
            boolean available = !released && memory.reserve(bytes);
            reserved += available ? bytes : 0;
            return available;
        }

        synchronized void release() {
            released = true;
            memory.release(reserved);
            reserved = 0;
        }
    }
}
