package io.graphrecall.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.graphrecall.testkit.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

class GraphFaultsTest {

    private static final int OK = 200;

    @TempDir
    private Path folder;

    @Test
    void theProxyForwardsUntilItsConnectionsAreCut() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(OK, -1);
            exchange.close();
        });
        server.start();
        int port = FreePort.next();
        try (HttpClient client = HttpClient.newHttpClient();
                GraphProxy proxy = new GraphProxy(
                        port, URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
            assertThat(status(client, port)).isEqualTo(OK);
            proxy.cut();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> status(client, port));
            proxy.restore();
            assertThat(status(client, port)).isEqualTo(OK);
        } finally {
            server.stop(0);
        }
    }

    private static int status(HttpClient client, int port) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build(),
                BodyHandlers.discarding()).statusCode();
    }

    /** A limit of the size of files of this process stands for a full disk. */
    @Test
    void aDiskIsFilledAndFreed() throws Exception {
        DiskFill fill = new DiskFill(folder, Long.MAX_VALUE);
        limitFiles("3000001");
        try {
            fill.fill();
        } finally {
            limitFiles("unlimited");
        }
        assertThat(folder.resolve("soak-test.fill")).hasSize(3_000_001);
        fill.free();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLargeDiskIsNotFilled() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DiskFill(folder, 0))
                .withMessageStartingWith(folder + " has ").withMessageContaining("at most 0 MB");
    }

    private static void limitFiles(String bytes) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("prlimit", "--pid", Long.toString(ProcessHandle.current().pid()),
                "--fsize=" + bytes + ":unlimited").inheritIO().start().waitFor()).isZero();
    }
}
