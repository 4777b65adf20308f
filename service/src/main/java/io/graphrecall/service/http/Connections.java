package io.graphrecall.service.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Open connections. One above the limit is closed at once, and one whose first request does not arrive in time. Thread-safe.
 */
final class Connections {

    private final Vertx vertx;
    private final int max;
    private final Duration timeout;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<HttpConnection> waiting = ConcurrentHashMap.newKeySet();

    /** @param timeout maximum time to the head of the first request */
    Connections(Vertx vertx, int max, Duration timeout) {
        this.vertx = vertx;
        this.max = max;
        this.timeout = timeout;
    }

    void opened(HttpConnection connection) {
        waiting.add(connection);
        long timer = vertx.setTimer(timeout.toMillis(), late -> {
            if (waiting.contains(connection)) {
                connection.close();
            }
        });
        connection.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            waiting.remove(connection);
            open.decrementAndGet();
        });
        if (open.incrementAndGet() > max) {
            connection.close();
        }
    }

    /** Notes that a request arrived. */
    void requested(HttpConnection connection) {
        waiting.remove(connection);
    }

    int open() {
        return open.get();
    }
}
