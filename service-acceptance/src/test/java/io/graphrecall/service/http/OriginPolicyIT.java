package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.service.testing.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A web page cannot read from or write to a service through a visitor's browser, unless the settings allow its origin. */
class OriginPolicyIT extends Posting {

    private static final String PAGE = "https://shop.example";

    @ParameterizedTest
    @CsvSource({
        "localhost,          200", "LOCALHOST,        200", "127.0.0.1:%d,      200", "127.8.9.1,        200",
        "[::1]:%d,           200", "recall.localhost, 200", "evil.example,      403", "evil.example:%d,  403",
        "127.0.0.1.evil.com, 403", "192.168.0.1,      403", "localhost.evil.io, 403", "'bad host',       400"})
    void withoutKeysARequestNamesALoopbackHost(String host, int status) throws IOException {
        String answer = raw("GET /healthz HTTP/1.1\r\nHost: " + host.formatted(service.server().port())
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void aRequestHasOneHost() throws IOException {
        assertThat(raw("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ").contains("the 'Host' header is required");
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ").contains("the Host header is invalid");
        assertThat(raw("GET /healthz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "http://127.0.0.1"})
    void aPageOfAnotherOriginIsRefused(String origin) throws IOException {
        String body = "[" + GOOD.replace("ann", "page") + "]";
        String answer = raw("POST /v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + service.server().port() + "\r\nOrigin: "
                + origin + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body);

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("the origin '" + origin + "' is not allowed");
        assertThat(answer).doesNotContainIgnoringCase("access-control");
        assertThat(service.get("/v1/users/page").statusCode()).isEqualTo(404);
    }

    @Test
    void aPageOfTheServiceItselfIsAllowed() throws IOException {
        int port = service.server().port();
        assertThat(raw("GET /readyz HTTP/1.1\r\nHost: localhost:" + port + "\r\nOrigin: http://localhost:" + port
                + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @CsvSource({"cross-site, no-cors, 403", "same-site, cors, 403", "same-origin, cors, 200", "none, navigate, 200",
        "cross-site, navigate, 200"})
    void aPageOfAnotherSiteEmbedsNothing(String site, String mode, int status) throws IOException {
        assertThat(raw(
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: " + site + "\r\nSec-Fetch-Mode: " + mode
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("cross-origin-resource-policy: same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x", "no type at all", "application/jsonp"})
    void aBodyThatWritesNeedsAJsonType(String type) {
        for (String path : new String[] {"/v1/events", "/v1/contents"}) {
            HttpResponse<String> answer = post(path, type, "[]");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
            assertThat(json(answer).get("detail").textValue())
                    .contains("expected application/json or application/x-ndjson");
            assertThat(answer.headers().firstValue("Accept")).hasValue("application/json, application/x-ndjson");
        }
        assertThat(post("/v1/recall", type, "{\"user_id\":\"u\"}").statusCode()).isEqualTo(200);
        assertThat(post("/v1/cypher", type, "{\"statement\":\"RETURN 1\"}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson", "Application/JSON ; charset=utf-16"})
    void jsonTypesAreAccepted(String type) {
        assertThat(post("/v1/contents", type, "{\"content_id\":\"typed\"}").statusCode()).isEqualTo(202);
    }

    @Test
    void theSettingsAllowOriginsAndHosts(GraphAddress address, @TempDir Path home) throws IOException {
        try (TestService open = TestService.start(
                address, home, "recall.http.cors-origins = [\"" + PAGE + "\"]",
                "recall.http.allowed-hosts = [Recall.Internal]")) {
            int port = open.server().port();
            String host = "Host: recall.internal:" + port + "\r\nConnection: close\r\n";
            String preflight = raw(port, "OPTIONS /v1/events HTTP/1.1\r\n" + host + "Origin: " + PAGE
                    + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n\r\n");
            assertThat(preflight).startsWith("HTTP/1.1 204 ")
                    .containsIgnoringCase("access-control-allow-origin: " + PAGE + "\r\n")
                    .containsPattern("(?i)access-control-allow-methods: [^\r]*POST")
                    .containsPattern("(?i)access-control-allow-headers: [^\r]*Content-Type");
            assertThat(raw(port, "GET /healthz HTTP/1.1\r\n" + host + "Origin: " + PAGE + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("access-control-allow-origin: " + PAGE + "\r\n");
            assertThat(raw(port, "OPTIONS /v1/events HTTP/1.1\r\n" + host
                    + "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ").doesNotContainIgnoringCase("access-control-allow");
        }
    }

    @Test
    void aServiceWithKeysAllowsEveryHost(GraphAddress address, @TempDir Path home) throws IOException {
        try (TestService closed = TestService.start(address, home, "recall.http.api-keys = [sesame]")) {
            String request = "GET /v1/generations HTTP/1.1\r\nHost: recall.example\r\nConnection: close\r\n";
            int port = closed.server().port();

            assertThat(raw(port, request + "\r\n")).startsWith("HTTP/1.1 401 ");
            assertThat(raw(port, request + "X-API-Key: sesame\r\n\r\n")).startsWith("HTTP/1.1 200 ");
            assertThat(raw(port, request + "X-API-Key: sesame\r\nOrigin: https://evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    private HttpResponse<String> post(String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return service.send((type.isEmpty() ? request : request.header("Content-Type", type)).build());
    }
}
