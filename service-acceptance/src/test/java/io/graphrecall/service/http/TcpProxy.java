package io.graphrecall.service.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Proxy between a service and its Neo4j. It simulates a frozen server, which accepts connections and does not reply, and
 * a server that ended, whose connections break and whose port is closed. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InetSocketAddress target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private volatile String lookedFor = "";
    private volatile CompletableFuture<Void> found = new CompletableFuture<>();
    private boolean frozen;

    /** Starts a proxy on a free port of the loopback interface. */
    public TcpProxy(String host, int targetPort) throws IOException {
        target = new InetSocketAddress(host, targetPort);
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        accept(server);
    }

    public int port() {
        return port;
    }

    /** Stops to forward bytes and keeps connections. */
    public synchronized void freeze() {
        frozen = true;
    }

    /** Forwards the bytes that arrived since {@link #freeze} and further ones. */
    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    /** Breaks all connections and closes the port. */
    public synchronized void cut() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                // The forwarding thread closed it in the meantime.
            }
        }
        sockets.clear();
    }

    /** Opens the port again after {@link #cut}. */
    public synchronized void restore() throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        accept(server);
    }

    /** Returns a future that is done when the service sends a text from now on. Each call replaces the text before. */
    public CompletableFuture<Void> lookFor(String text) {
        found = new CompletableFuture<>();
        lookedFor = text;
        return found;
    }

    private void accept(ServerSocket listening) {
        Thread.ofVirtual().name("proxy").start(() -> {
            try {
                while (true) {
                    connect(listening.accept());
                }
            } catch (IOException e) {
                // The port is closed.
            }
        });
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket(target.getAddress(), target.getPort());
        sockets.add(client);
        sockets.add(upstream);
        forward(client, upstream);
        forward(upstream, client);
    }

    private void forward(Socket from, Socket to) {
        Thread.ofVirtual().name("proxy").start(() -> {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (from; to; InputStream in = from.getInputStream()) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    awaitThaw();
                    to.getOutputStream().write(buffer, 0, length);
                    if (new String(buffer, 0, length, ISO_8859_1).contains(lookedFor)) {
                        found.complete(null);
                    }
                }
            } catch (IOException e) {
                // Either side closed the connection.
            } finally {
                sockets.remove(from);
                sockets.remove(to);
            }
        });
    }

    private synchronized void awaitThaw() {
        try {
            while (frozen) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        thaw();
        try {
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
