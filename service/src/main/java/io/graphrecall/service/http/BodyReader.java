package io.graphrecall.service.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Reads the body of a request within limits of size, time and the memory of all bodies. A body of a declared length is
 * refused before it is read; a body without one counts as it arrives. Its memory is released when the reply is sent. A
 * body of records is passed on as it arrives; its memory is that of its records. Thread-safe.
 *
 * @param memory   bytes that all bodies may still take
 * @param maxBytes maximum length of a body; 0 if the operation takes none
 * @param streams  true to pass the body on as it arrives
 * @param timeout  maximum time from the head to the end of a body
 */
record BodyReader(Vertx vertx, Semaphore memory, int maxBytes, boolean streams, Duration timeout)
        implements
            Handler<RoutingContext> {

    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final String READING = "body";
    /** Maximum parts of a body that wait to be parsed. A part has up to 8 KiB. */
    private static final int PARTS = 16;
    /** Digits of the length of a body that arrives at once, also if its request is refused. */
    private static final int SHORT_DIGITS = 4;

    /**
     * Returns the body, empty if there is none. The memory of a compressed body counts before and after.
     *
     * @param encoding {@code Content-Encoding}; empty if there is none
     */
    static RequestBody of(RoutingContext context, String encoding, int maxBytes) {
        Reading reading = context.get(READING);
        if (reading == null) {
            return new RequestBody(InputStream.nullInputStream(), "", maxBytes, bytes -> {
            });
        }
        return new RequestBody(reading.stream, encoding, maxBytes, bytes -> {
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
            throw new HttpException(400, "this operation takes no body");
        }
        if (declared > maxBytes) {
            throw RequestBody.tooLarge(maxBytes);
        }
        String expectation = request.getHeader(HttpHeaders.EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            throw new HttpException(417, "the only supported expectation is 100-continue");
        }
        if (!memory.tryAcquire((int) declared)) {
            throw noMemory();
        }
        Reading reading = new Reading(context, (int) declared);
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
            throw new HttpException(400, "the Content-Length is no number");
        }
    }

    private static HttpException noMemory() {
        return new HttpException(
                503, "the memory for request bodies is in use, try again later", Map.of("Retry-After", "1"));
    }

    /** A body that is being read, on the event loop of its connection. */
    private final class Reading {

        private final RoutingContext context;
        private final BodyStream stream;
        /** A body that is not passed on as it arrives. One buffer, because a part can have a single byte. */
        private final Buffer whole = Buffer.buffer();
        private long received;
        /** Bytes that may arrive without a further reservation. */
        private long expected;
        private int reserved;
        /** True from the end of the request, after which no memory is reserved. */
        private boolean released;
        private boolean ended;
        /** True once the request is handled, whose thread gets the errors of the body from then on. */
        private boolean handled;

        Reading(RoutingContext context, int declared) {
            this.context = context;
            expected = declared;
            reserved = declared;
            Context eventLoop = vertx.getOrCreateContext();
            HttpServerRequest request = context.request();
            stream = new BodyStream(streams
                    ? () -> eventLoop.runOnContext(taken -> fetchPart(request))
                    : () -> {
                    });
        }

        private static void fetchPart(HttpServerRequest request) {
            if (!request.isEnded()) {
                request.fetch(1);
            }
        }

        void start() {
            HttpServerRequest request = context.request();
            long timer = vertx.setTimer(timeout.toMillis(), late -> fail(new HttpException(
                    408, "the body did not arrive within " + timeout.toSeconds() + " s")));
            // The reply may be sent early, or the connection lost while the body is still read.
            context.addEndHandler(sent -> {
                vertx.cancelTimer(timer);
                lost();
            });
            request.handler(this::append);
            request.exceptionHandler(reason -> lost());
            request.endHandler(end -> {
                vertx.cancelTimer(timer);
                if (!ended) {
                    ended = true;
                    if (!streams) {
                        stream.add(whole);
                    }
                    stream.end();
                    if (!streams) {
                        proceed();
                    }
                }
            });
            if (streams) {
                request.pause();
                request.fetch(PARTS);
                proceed();
            }
        }

        private void proceed() {
            handled = true;
            context.put(READING, this);
            context.next();
        }

        private void append(Buffer part) {
            if (ended) {
                return;
            }
            received += part.length();
            int missing = (int) Math.max(0, received - expected);
            expected += missing;
            if (received > maxBytes) {
                fail(RequestBody.tooLarge(maxBytes));
            } else if (missing > 0 && !reserve(missing)) {
                fail(noMemory());
            } else if (streams) {
                stream.add(part);
            } else {
                whole.appendBuffer(part);
            }
        }

        private void lost() {
            if (handled) {
                fail(new HttpException(400, "the connection was lost"));
            } else {
                ended = true;
            }
        }

        private void fail(HttpException error) {
            if (ended) {
                return;
            }
            ended = true;
            if (handled) {
                stream.fail(error);
            } else {
                context.fail(error);
            }
        }

        synchronized boolean reserve(int bytes) {
            boolean available = !released && memory.tryAcquire(bytes);
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
