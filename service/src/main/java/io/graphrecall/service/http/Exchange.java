package io.graphrecall.service.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One request on its event loop, until its answer is written. Only {@link #send} may be called from elsewhere. */
final class Exchange {

    private final HttpServerRequest request;
    private final ServiceMetrics metrics;
    private final Context context = Vertx.currentContext();
    private final String requestId;
    private final long began = System.nanoTime();
    private @Nullable Route route;

    Exchange(HttpServerRequest request, ServiceMetrics metrics) {
        this.request = request;
        this.metrics = metrics;
        this.requestId = RequestIds.of(request.getHeader(RequestIds.HEADER));
    }

    String requestId() {
        return requestId;
    }

    /** What the metrics call this. */
    void route(Route found) {
        route = found;
    }

    /** What was done to the body on its way; empty where nothing was. */
    String contentEncoding() {
        return Objects.requireNonNullElse(request.getHeader("Content-Encoding"), "");
    }

    /** Hands the whole body over once it is here; one that is too large is refused as soon as that shows. */
    void readBody(int limit, Consumer<Buffer> whole) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > limit) {
                request.handler(null);
                request.endHandler(null);
                fail(tooLarge(limit, Map.of("Connection", "close")));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> whole.accept(body));
    }

    static HttpException tooLarge(int limit, Map<String, String> headers) {
        return new HttpException(413, "the body has more than " + limit + " bytes", headers);
    }

    void fail(Throwable trouble) {
        write(Problems.of(trouble, requestId), () -> {
        });
    }

    /** Answers from any thread. */
    void send(Reply reply, Runnable afterwards) {
        context.runOnContext(unused -> write(reply, afterwards));
    }

    private void write(Reply reply, Runnable afterwards) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            afterwards.run();
            return;
        }
        response.setStatusCode(reply.status());
        response.putHeader(RequestIds.HEADER, requestId);
        if (!reply.contentType().isEmpty()) {
            response.putHeader("Content-Type", reply.contentType());
        }
        reply.headers().forEach(response::putHeader);
        response.end(reply.body()).onComplete(done -> afterwards.run());
        if (route != null) {
            metrics.answered(route, reply.status(), System.nanoTime() - began);
        }
    }
}
