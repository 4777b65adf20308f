package io.graphrecall.cypher;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A further address of one Neo4j, which keeps what passes. Two of them look like the servers of a cluster, because
 * they change the routing tables of Neo4j. All ports have five digits, so that lengths stay. Bytes are kept as characters.
 * Thread-safe.
 */
final class BoltProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;
    /** Addresses in a routing table, which Neo4j takes from the address that the client knows. */
    private static final Pattern WRITER = Pattern.compile("127\\.0\\.0\\.1:\\d{5}(?=[^:]*role[^:]WRITE)");
    private static final Pattern READER = Pattern.compile("127\\.0\\.0\\.1:\\d{5}(?=[^:]*role[^:](READ|ROUTE))");
    private static final Pattern BOOKMARK = Pattern.compile("FB:[A-Za-z0-9+/=]+");

    private final URI target;
    private final UnaryOperator<String> replies;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final StringBuffer received = new StringBuffer();
    private final StringBuffer sent = new StringBuffer();

    /** @param readers server that the routing tables name for reads and for routing tables; null for this one */
    private BoltProxy(URI target, @Nullable BoltProxy readers) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        String self = "127.0.0.1:" + port();
        String reader = readers == null ? self : "127.0.0.1:" + readers.port();
        replies = reply -> READER.matcher(WRITER.matcher(reply).replaceAll(self)).replaceAll(reader);
        Thread.ofVirtual().name("bolt-proxy").start(this::accept);
    }

    /** Returns a replica, which becomes the leader when it is asked for a routing table. */
    static BoltProxy replica(URI target) throws IOException {
        return new BoltProxy(target, null);
    }

    /** Returns a leader with one replica. */
    static BoltProxy leader(URI target, BoltProxy replica) throws IOException {
        return new BoltProxy(target, replica);
    }

    private int port() {
        return server.getLocalPort();
    }

    /** Returns the address as that of a cluster. */
    URI cluster() {
        return URI.create("neo4j://127.0.0.1:" + port());
    }

    /** Returns the address as that of one server. */
    URI single() {
        return URI.create("bolt://127.0.0.1:" + port());
    }

    /** Returns what clients sent since the last call. */
    String received() {
        String text = received.toString();
        received.setLength(0);
        return text;
    }

    /** Returns the last bookmark that a client got. */
    String lastBookmark() {
        return BOOKMARK.matcher(sent).results().map(MatchResult::group).reduce((one, next) -> next).orElseThrow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket upstream = new Socket(target.getHost(), target.getPort());
                sockets.add(client);
                sockets.add(upstream);
                forward(client, upstream, received, text -> text);
                forward(upstream, client, sent, replies);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void forward(Socket from, Socket to, StringBuffer copy, UnaryOperator<String> change) {
        Thread.ofVirtual().name("bolt-proxy").start(() -> {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (from; to; InputStream in = from.getInputStream()) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    String text = change.apply(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                    copy.append(text);
                    to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                // Either side closed the connection.
            }
        });
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
