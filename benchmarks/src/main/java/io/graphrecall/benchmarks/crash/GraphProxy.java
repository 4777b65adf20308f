package io.graphrecall.benchmarks.crash;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Proxy between members and their database. Its connections can be cut. Thread-safe. */
final class GraphProxy implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final URI database;
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    /** Starts a proxy on a port of the loopback interface. */
    GraphProxy(int port, URI database) {
        this.database = database;
        vertx.createNetServer().connectHandler(this::connect).listen(port, "127.0.0.1").timeout(10, TimeUnit.SECONDS)
                .await();
    }

    private void connect(NetSocket member) {
        if (isCut) {
            member.close();
            return;
        }
        member.pause();
        open.add(member);
        member.closeHandler(closed -> open.remove(member));
        client.connect(database.getPort(), database.getHost()).onSuccess(graph -> {
            if (isCut) {
                graph.close();
            } else {
                member.pipeTo(graph);
                graph.pipeTo(member);
            }
        }).onFailure(unreachable -> member.close());
    }

    /** Closes all connections, and each new one until {@link #restore}. */
    void cut() {
        isCut = true;
        open.forEach(NetSocket::close);
    }

    /** Accepts connections again. */
    void restore() {
        isCut = false;
    }

    @Override
    public void close() {
        vertx.close().timeout(1, TimeUnit.MINUTES).await();
    }
}
