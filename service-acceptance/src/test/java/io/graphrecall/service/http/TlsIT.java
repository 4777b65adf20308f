package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.PemTrustOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTPS with certificates that a test signs itself. */
@ExtendWith(RunningGraph.class)
class TlsIT {

    private static final String TLS = "recall.http.tls { certificate = cert.pem, key = key.pem }";
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private Path home;

    @Test
    void aChangedCertificateIsUsedWithoutARestart(GraphAddress address) throws Exception {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        HttpClient first = install("first");
        try (TestService service = TestService.start(address, home, TLS)) {
            assertThat(subject(first, service.server().port())).isEqualTo("CN=first");

            String key = Files.readString(home.resolve("key.pem"));
            HttpClient second = install("second");
            String secondKey = Files.readString(home.resolve("key.pem"));
            Files.writeString(home.resolve("key.pem"), key);
            Thread.sleep(2500); // two looks at the files
            assertThat(subject(first, service.server().port())).as("a key of another certificate")
                    .isEqualTo("CN=first");

            Files.writeString(home.resolve("key.pem"), secondKey);
            String served = subject(second, service.server().port());
            for (int i = 0; i < 100 && !served.equals("CN=second"); i++) {
                Thread.sleep(100);
                served = subject(second, service.server().port());
            }
            assertThat(served).isEqualTo("CN=second");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aClientChoosesTheVersionOfHttp(HttpClient.Version version, GraphAddress address) throws Exception {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        HttpClient client = install("server");
        try (TestService service = TestService.start(address, home, TLS)) {
            URI uri = URI.create("https://localhost:" + service.server().port());
            HttpResponse<String> recall = client.send(
                    post(uri.resolve("/v1/recall"), HttpRequest.BodyPublishers.ofString("{\"user_id\":\"ann\"}"))
                            .version(version).header("Origin", uri.toString()).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(recall.version()).isEqualTo(version);
            assertThat(recall.body()).contains("\"content_id\":\"p\"");

            byte[] content = "[{\"content_id\":\"q\",\"title\":\"q\"}]".getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> posted = client.send(
                    post(uri.resolve("/v1/contents"),
                            HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)))
                            .version(version).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(posted.statusCode()).as("a body of unknown length: %s", posted.body()).isEqualTo(202);
            HttpResponse<String> read = client.send(
                    HttpRequest.newBuilder(uri.resolve("/v1/contents/q")).version(version).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        }
    }

    @Test
    void connectionsCountBeforeTheirHandshake(GraphAddress address) throws Exception {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        HttpClient client = install("server");
        List<Socket> sockets = new ArrayList<>();
        try (TestService service = TestService.start(
                address, home, TLS, "recall.http.max-connections = 20", "recall.http.read-timeout = 3s")) {
            int port = service.server().port();
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setSoTimeout(50);
                sockets.add(socket);
            }
            Thread.sleep(500);
            assertThat(sockets.stream().filter(TlsIT::isOpen)).hasSizeBetween(1, 20);

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sockets.stream().noneMatch(TlsIT::isOpen));
            assertThat(subject(client, port)).isEqualTo("CN=server");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aRefusedStreamLeavesTheOthersOfItsConnection(GraphAddress address) throws Exception {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        install("server");
        Vertx vertx = Vertx.vertx();
        HttpClientAgent client = http2(vertx);
        try (TestService service = TestService.start(address, home, TLS, "recall.http.max-question = 1KiB")) {
            int port = service.server().port();
            HttpClientRequest post = open(client, port, HttpMethod.POST, "/v1/contents");
            await(post.setChunked(true).write("[{\"content_id\":\"q\",\"title\":\"q\"}"));

            for (String body : List.of("?".repeat(2_000), "[\"no\", \"request\"]")) {
                HttpClientRequest recall = open(client, port, HttpMethod.POST, "/v1/recall");
                assertThat(recall.connection()).isSameAs(post.connection());
                HttpClientResponse refused = await(recall.send(body));
                assertThat(refused.statusCode()).isIn(400, 413);
                assertThat(refused.getHeader("Connection")).isNull();
            }
            HttpClientRequest unread = open(client, port, HttpMethod.GET, "/healthz");
            await(unread.setChunked(true).write("a body that is never read"));
            assertThat(await(unread.response()).statusCode()).isEqualTo(200);
            await(unread.reset());

            HttpClientRequest foreign = open(client, port, HttpMethod.GET, "/v1/scenes");
            foreign.authority(HostAndPort.create("attacker.example", port));
            assertThat(await(foreign.send()).statusCode()).isEqualTo(403);

            Thread.sleep(2_500); // the rest of a refused body is discarded for two seconds
            await(post.end("]"));
            assertThat(await(post.response()).statusCode()).isEqualTo(202);
        } finally {
            await(vertx.close());
        }
    }

    @Test
    void aBodyThatDoesNotArriveIsGivenUpAlsoOnAStream(GraphAddress address) throws Exception {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        install("server");
        Vertx vertx = Vertx.vertx();
        HttpClientAgent client = http2(vertx);
        try (TestService service = TestService.start(address, home, TLS, "recall.http.read-timeout = 3s")) {
            int port = service.server().port();
            HttpClientRequest first = open(client, port, HttpMethod.GET, "/healthz");
            await(first.send());
            AtomicBoolean closed = new AtomicBoolean();
            first.connection().closeHandler(unused -> closed.set(true));
            Thread.sleep(3_500);
            assertThat(closed).as("the connection has had its first request").isFalse();

            HttpClientRequest slow = open(client, port, HttpMethod.POST, "/v1/recall");
            await(slow.putHeader("Content-Length", "100").write("{"));
            assertThat(await(slow.response()).statusCode()).as("its body does not arrive in time").isEqualTo(408);
            HttpClientRequest last = open(client, port, HttpMethod.GET, "/metrics");
            Future<Buffer> metrics = last.response().compose(HttpClientResponse::body);
            await(last.end());
            assertThat(await(metrics).toString()).contains("graphrecall_http_body_bytes 0.0");
        } finally {
            await(vertx.close());
        }
    }

    @Test
    void aStreamThatIsNotReadIsReset(GraphAddress address) throws Exception {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        install("server");
        Vertx vertx = Vertx.vertx();
        HttpClientAgent client = http2(vertx, new Http2Settings().setInitialWindowSize(0));
        HttpClientAgent reader = http2(vertx);
        try (TestService service = TestService.start(address, home, TLS, "recall.http.idle-timeout = 8s")) {
            int port = service.server().port();
            assertThat(metrics(reader, port)).contains("graphrecall_http_in_flight 1.0"); // has its connection from now on
            String request = "{\"user_id\":\"ann\"}";
            HttpClientRequest unread = open(client, port, HttpMethod.POST, "/v1/recall");
            unread.send(request);
            open(client, port, HttpMethod.POST, "/v1/recall/batch").send("{\"requests\":[" + request + "]}");
            vertx.setPeriodic(200, tick -> unread.connection().ping(Buffer.buffer("12345678")));

            for (String inFlight : List.of("3.0", "1.0")) { // with the request for the metrics
                Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(metrics(reader, port))
                        .contains("graphrecall_http_in_flight " + inFlight));
            }
            await(unread.connection().ping(Buffer.buffer("12345678"))); // the connection goes on
        } finally {
            await(vertx.close());
        }
    }

    private static String metrics(HttpClientAgent client, int port) throws TimeoutException {
        return await(open(client, port, HttpMethod.GET, "/metrics").send().compose(HttpClientResponse::body))
                .toString();
    }

    /** Returns a client with one connection that trusts only the certificate of the home. */
    private HttpClientAgent http2(Vertx vertx) {
        return http2(vertx, new Http2Settings());
    }

    private HttpClientAgent http2(Vertx vertx, Http2Settings settings) {
        return vertx.createHttpClient(
                new HttpClientOptions().setInitialSettings(settings).setSsl(true).setUseAlpn(true)
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setTrustOptions(new PemTrustOptions().addCertPath(home.resolve("cert.pem").toString())),
                new PoolOptions().setHttp2MaxSize(1));
    }

    private static HttpClientRequest open(HttpClientAgent client, int port, HttpMethod method, String path)
            throws TimeoutException {
        return await(client.request(method, port, "localhost", path))
                .putHeader("Content-Type", "application/json");
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(30, TimeUnit.SECONDS);
    }

    private static HttpRequest.Builder post(URI uri, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(uri).header("Content-Type", "application/json").POST(body);
    }

    /** Returns the subject of the server's certificate; the reason if the client does not trust it. */
    private static String subject(HttpClient client, int port) throws InterruptedException {
        try {
            HttpResponse<String> reply = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/readyz")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(200);
            return ((X509Certificate) reply.sslSession().orElseThrow().getPeerCertificates()[0])
                    .getSubjectX500Principal().getName();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Writes a new key and its self-signed certificate to the home. Returns a client that trusts only this certificate. */
    private HttpClient install(String name) throws Exception {
        Path file = home.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", name,
                "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=dns:localhost", "-keystore", file.toString(),
                "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        assertThat(keytool.waitFor()).as(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        write("key.pem", "PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
        write("cert.pem", "CERTIFICATE", store.getCertificate(name).getEncoded());

        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(name, store.getCertificate(name));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private void write(String file, String type, byte[] der) throws IOException {
        Files.writeString(home.resolve(file), "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n");
    }
}
