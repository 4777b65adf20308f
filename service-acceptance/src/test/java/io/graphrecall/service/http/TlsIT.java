package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.service.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTPS with certificates that a test signs itself. */
@ExtendWith(RunningGraph.class)
class TlsIT {

    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private Path home;

    @Test
    void aChangedCertificateIsUsedWithoutARestart(GraphAddress address) throws Exception {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        HttpClient first = install("first");
        try (TestService service = TestService.start(
                address, home, "recall.http.tls { certificate = cert.pem, key = key.pem }")) {
            assertThat(subject(first, service.server().port())).isEqualTo("CN=first");

            HttpClient second = install("second");
            String served = subject(second, service.server().port());
            for (int i = 0; i < 100 && !served.equals("CN=second"); i++) {
                Thread.sleep(100);
                served = subject(second, service.server().port());
            }
            assertThat(served).isEqualTo("CN=second");
        }
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
