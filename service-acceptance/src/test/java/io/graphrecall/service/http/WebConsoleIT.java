package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.media.Picture;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

/** The console is served without a key, from the service's own files only; its data need the key. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebConsoleIT {

    /** The files that the page names. */
    private static final Pattern REFERENCE = Pattern.compile("(?:href=|src=)\"([\\w./-]+)\"");
    private static final String KEY = "sesame";

    private TestService service;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) throws IOException {
        new SmallWorld().popular("p", 2).popular("q", 1).publish(TestService.store(home), 0);
        Path media = Files.createDirectory(home.resolve(ModuleContext.MEDIA));
        Files.write(media.resolve("wide.jpg"), new Picture(900, 300, new byte[900 * 300 * Picture.CHANNELS]).jpeg());
        Files.writeString(media.resolve("text.jpg"), "no picture");
        service = TestService.start(address, home, "recall.http.api-keys = [" + KEY + "]");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console"})
    void theRootAndTheAddressWithoutASlashRedirectToTheConsole(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 307 ")
                .contains("Location: /console/\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/console/, text/html; charset=utf-8", "/console/index.html, text/html; charset=utf-8",
        "/console/app.js, text/javascript; charset=utf-8", "/console/app.css, text/css; charset=utf-8",
        "/console/icon.svg, image/svg+xml"})
    void filesHaveTheirTypeAndTheSecurityHeaders(String path, String type) {
        HttpResponse<String> file = service.get(path);

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isNotBlank();
        assertThat(file.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self';").contains("frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(file.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void thePageNamesFilesOfTheConsoleOnly() {
        String page = service.get("/console/").body();
        List<String> files = REFERENCE.matcher(page).results().map(found -> found.group(1)).toList();

        assertThat(page).doesNotContain("http:", "https:");
        assertThat(files).containsExactlyInAnyOrder("icon.svg", "app.css", "app.js");
        assertThat(files).allSatisfy(file -> assertThat(service.get("/console/" + file).statusCode()).isEqualTo(200));
    }

    @Test
    void theBundleImportsNothing() {
        assertThat(service.get("/console/app.js").body())
                .doesNotContainPattern("(?m)^import\\b|\\bimport\\(|sourceMappingURL");
        assertThat(service.get("/console/app.css").body()).doesNotContain("@import", "url(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preact", "uplot"})
    void librariesAreServedWithTheirLicence(String library) {
        assertThat(service.get("/console/vendor/" + library + "/LICENSE").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnchangedFileIsNotSentAgain() {
        String tag = service.get("/console/app.js").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = service.send(
                service.request("/console/app.js").header("If-None-Match", "\"other\", " + tag).build());
        HttpResponse<String> changed = service.send(
                service.request("/console/app.js").header("If-None-Match", "\"other\"").build());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(changed.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/nothing.js", "/console/../openapi.yaml", "/console/..%2f..%2freference.conf",
        "/console/%2e%2e/http/openapi.yaml", "/console//etc/passwd", "/console/vendor", "/console/vendor/", "/consoles",
        "/console/vendor/../app.js", "/console/vendor%5c..%5capp.js"})
    void noPathLeadsToAnotherFile(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 404 ")
                .contains("application/problem+json");
    }

    @Test
    void filesAreReadOnly() {
        HttpResponse<String> refused = service.post("/console/app.js", "{}");

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void aHeadRequestHasNoBody() throws IOException {
        assertThat(raw("HEAD /console/ HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n").contains("ETag: ");
    }

    @Test
    void thePageOfAnotherOriginMayNotReadFiles() throws IOException {
        assertThat(raw("GET /console/app.js HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void theDataNeedTheKey() {
        assertThat(service.get("/v1/scenes").statusCode()).isEqualTo(401);
        assertThat(keyed("GET", "/v1/scenes", "").statusCode()).isEqualTo(200);
    }

    @Test
    void theScenesHaveTheSharesOfTheirChannels() {
        HttpResponse<String> scenes = keyed("GET", "/v1/scenes", "");

        assertThat(json(scenes).get("scenes")).anySatisfy(scene -> {
            assertThat(scene.get("name").textValue()).isEqualTo("feed");
            assertThat(scene.get("blend").textValue()).isEqualTo("weighted");
            assertThat(scene.get("channels")).anySatisfy(channel -> {
                assertThat(channel.get("id").textValue()).isEqualTo("popular");
                assertThat(channel.get("quota").intValue()).isEqualTo(100);
                assertThat(channel.get("min").intValue()).isEqualTo(2);
                assertThat(channel.get("weight").doubleValue()).isEqualTo(0.4);
            });
        });
    }

    @Test
    void theWeightOfARequestReplacesThatOfTheScene() {
        String request = "{\"user_id\":\"nobody\",\"blend\":\"weighted\",\"channels\":[{\"id\":\"popular\"%s}]}";
        double ofScene = firstScore(request.formatted(""));

        assertThat(ofScene).isPositive();
        assertThat(firstScore(request.formatted(",\"weight\":0.8"))).isCloseTo(2 * ofScene, byShare(1e-5, ofScene));
        assertThat(keyed("POST", "/v1/recall", request.formatted(",\"weight\":-1")).statusCode()).isEqualTo(400);
        assertThat(keyed("POST", "/v1/recall", request.formatted(",\"weight\":\"x\"")).statusCode()).isEqualTo(400);
    }

    private static Offset<Double> byShare(double share, double of) {
        return Offset.offset(share * of);
    }

    private double firstScore(String request) {
        HttpResponse<String> result = keyed("POST", "/v1/recall", request);
        assertThat(result.statusCode()).as(result.body()).isEqualTo(200);
        return json(result).at("/contents/0/score").doubleValue();
    }

    @Test
    void aCoverIsASmallPicture() throws IOException, InterruptedException {
        assertIsSmall("wide/cover");
    }

    @Test
    void aFrameIsASmallPicture() throws IOException, InterruptedException {
        assertIsSmall("wide/frames/1");
        for (String frame : new String[] {"0", "2"}) {
            assertThat(keyed("GET", "/v1/contents/wide/frames/" + frame, "").statusCode()).as(frame).isEqualTo(404);
        }
    }

    private void assertIsSmall(String picture) throws IOException, InterruptedException {
        post("{\"content_id\":\"wide\",\"media\":{\"cover\":\"wide.jpg\","
                + "\"frames\":[\"text.jpg\",\"wide.jpg\"]}}");
        HttpResponse<byte[]> cover = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(service.uri("/v1/contents/" + picture)).header("X-API-Key", KEY).build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(cover.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(cover.body())))
                .satisfies(image -> assertThat(image.getWidth()).isEqualTo(320))
                .satisfies(image -> assertThat(image.getHeight()).isBetween(106, 107));
    }

    @Test
    void onlyAPictureIsReturnedAsACover() {
        post("{\"content_id\":\"text\",\"media\":{\"cover\":\"text.jpg\"}}");
        post("{\"content_id\":\"lost\",\"media\":{\"cover\":\"lost.jpg\"}}");
        post("{\"content_id\":\"bare\"}");
        post("{\"content_id\":\"invalid\"}");
        service.graph().write(tx -> tx.execute(new CypherStatement("test/invalid-path",
                "MATCH (c:Content {content_id: 'invalid'}) SET c.media_cover = $path"), Map.of("path", "a\0.jpg")));

        for (String id : new String[] {"text", "lost", "bare", "invalid", "unknown"}) {
            assertThat(keyed("GET", "/v1/contents/" + id + "/cover", "").statusCode()).as(id).isEqualTo(404);
        }
    }

    private void post(String content) {
        assertThat(keyed("POST", "/v1/contents", "[" + content + "]").statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> keyed(String method, String path, String body) {
        return service.send(service.request(path).header("X-API-Key", KEY)
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** Sends the head of a request as it is; a client would normalise its path. */
    private String raw(String head) throws IOException {
        return Posting.raw(service.server().port(), head + "Connection: close\r\n\r\n");
    }
}
