package io.graphrecall.service.http;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Open connections. One above the limit is closed when it is accepted, and one whose first request does not arrive in time.
 * Thread-safe.
 */
final class Connections {

    private final int max;
    private final Duration timeout;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<HttpConnection> waiting = ConcurrentHashMap.newKeySet();

    /** @param timeout maximum time to the head of the first request, after the handshake of TLS if there is one */
    Connections(int max, Duration timeout) {
        this.max = max;
        this.timeout = timeout;
    }

    /** Counts an accepted connection until it is closed. Returns false if it is one too many. */
    boolean admits(Channel channel) {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        return true;
    }

    /** Notes that requests may arrive. */
    void opened(Vertx vertx, HttpConnection connection) {
        waiting.add(connection);
        long timer = vertx.setTimer(timeout.toMillis(), late -> {
            if (waiting.contains(connection)) {
                connection.close();
            }
        });
        connection.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            waiting.remove(connection);
        });
    }

    /** Notes that a request arrived. */
    void requested(HttpConnection connection) {
        waiting.remove(connection);
    }

    int open() {
        return open.get();
    }
}
