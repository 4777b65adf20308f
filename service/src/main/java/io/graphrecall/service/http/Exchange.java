package io.graphrecall.service.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * A request and its response on a connection. In HTTP/1, a connection carries one exchange at a time; in HTTP/2, each
 * exchange is a stream among others, which must go on if one fails.
 */
final class Exchange {

    private Exchange() {}

    /** Returns true if the request is a stream of an HTTP/2 connection. */
    static boolean isStream(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** Stops what is left of an exchange: resets a stream that has not ended, or closes a connection of HTTP/1. */
    static void abort(HttpServerRequest request) {
        if (!isStream(request) || !request.isEnded() || !request.response().ended()) {
            end(request);
        }
    }

    /** Resets a stream, also one whose reply is written but not sent, or closes a connection of HTTP/1. */
    static void end(HttpServerRequest request) {
        if (isStream(request)) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
