package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Request bodies that are invalid, compressed, empty or too large. */
class BodiesIT extends Posting {

    @Test
    void aMalformedArrayIsRefused() {
        HttpResponse<String> answer = service.post("/v1/events", "[" + GOOD.replace("ann", "whole") + ",");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors").get(0).get("detail").textValue()).startsWith("is not JSON");
        assertThat(service.get("/v1/users/whole").statusCode()).isEqualTo(404);
    }

    @Test
    void aByteOrderMarkIsIgnored() {
        assertThat(receipt("/v1/events", "\ufeff[" + GOOD.replace("ann", "mark") + "]").get("accepted").intValue())
                .isEqualTo(1);
        assertThat(receipt("/v1/events", "\ufeff" + GOOD.replace("ann", "mark").replace("\"a\"", "\"b\""))
                .get("accepted").intValue()).isEqualTo(1);
        assertThat(recent("mark")).containsExactlyInAnyOrder("a", "b");
        assertThat(service.post("/v1/recall", "\ufeff{\"user_id\":\"mark\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void utf16IsRefused() {
        for (String body : List.of("[" + GOOD + "]", GOOD, "\ufeff" + GOOD)) {
            HttpResponse<String> answer = service.post("/v1/events", body.getBytes(StandardCharsets.UTF_16LE));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).get("errors").get(0).get("detail").textValue()).isEqualTo("is not UTF-8");
        }
    }

    @Test
    void invalidUtf8RejectsOnlyItsLine() {
        byte[] lines = (GOOD.replace("ann", "bytes?") + "\n" + GOOD.replace("ann", "bytes"))
                .getBytes(StandardCharsets.ISO_8859_1);
        lines[new String(lines, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xe4;

        HttpResponse<String> answer = service.post("/v1/events", lines);

        assertThat(json(answer).get("accepted").intValue()).isEqualTo(1);
        assertThat(json(answer).get("rejected").get(0).get("reason").textValue()).isEqualTo("is not UTF-8");
        assertThat(recent("bytes")).containsExactly("a");
        byte[] array = lines.clone();
        array[0] = '[';
        assertThat(json(service.post("/v1/events", array)).get("errors").get(0).get("detail").textValue())
                .isEqualTo("is not UTF-8");
    }

    @Test
    void postsMayBeLargerThanRecallRequests() {
        String padding = " ".repeat(10 << 20);

        assertThat(receipt("/v1/events", "[" + GOOD.replace("ann", "large") + padding + "]").get("accepted").intValue())
                .isEqualTo(1);

        HttpResponse<String> question = service.post("/v1/recall", "{\"user_id\":\"ann\"" + padding + "}");
        assertThat(question.statusCode()).isEqualTo(413);
        assertThat(json(question).get("detail").textValue()).isEqualTo("the body has more than 1048576 bytes");
        assertThat(service.recall("ann")).contains("p");
    }

    @Test
    void aGzipBodyIsAcceptedAndItsDecompressedSizeIsLimited() throws IOException {
        HttpResponse<String> small = service.send(service.request("/v1/events").header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(compressed(GOOD.replace("ann", "packed")))).build());
        assertThat(small.statusCode()).isEqualTo(202);
        assertThat(recent("packed")).containsExactly("a");

        HttpResponse<String> bomb = service.send(service.request("/v1/recall").header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(compressed(" ".repeat(50 << 20)))).build());
        assertThat(bomb.statusCode()).isEqualTo(413);
    }

    /** A record of two bytes takes a hundred times that in memory once it is rejected. */
    @Test
    void aPostOfTooManyRecordsIsRefused() throws IOException {
        HttpResponse<String> tooMany = service.send(
                service.request("/v1/events?dry_run=true").header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(compressed("0\n".repeat(16 << 20)))).build());

        assertThat(tooMany.statusCode()).isEqualTo(413);
        assertThat(json(tooMany).get("detail").textValue()).isEqualTo("a post has at most 100,000 records");
        assertThat(receipt("/v1/events", GOOD.replace("ann", "after")).get("accepted").intValue()).isEqualTo(1);
    }

    @Test
    void theFirstThousandErrorsAreReported() {
        HttpResponse<String> answer = service.post("/v1/events", "0\n".repeat(2000));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors")).hasSize(1000);
        HttpResponse<String> one = service.post(
                "/v1/contents", "{\"content_id\":\"many\",\"tags\":[" + "0,".repeat(100) + "0]}");
        assertThat(json(one).get("errors")).hasSize(20);
    }

    @Test
    void theFirstThousandRejectionsHaveShortReasons() {
        String bad = GOOD.replace("click", "x".repeat(1_000)) + "\n";

        JsonNode receipt = receipt("/v1/events", bad.repeat(1_200) + GOOD);

        JsonNode rejected = receipt.get("rejected");
        assertThat(rejected).hasSize(1_200);
        assertThat(rejected.get(0).get("reason").textValue()).startsWith("/action is 'xxx").hasSize(501);
        assertThat(rejected.get(999).get("reason").textValue()).startsWith("/action is 'xxx");
        assertThat(rejected.get(1_199).toString()).isEqualTo("{\"index\":1199,\"reason\":\"reason omitted\"}");
        assertThat(json(service.get("/v1/rejections")).at("/rejected/0/index").intValue()).isEqualTo(999);
    }

    @Test
    void aLineOfTenMegabytesIsParsed() {
        String text = "x".repeat(10 << 20);
        JsonNode receipt = receipt("/v1/events", GOOD.replace("ann", text) + "\n" + GOOD.replace("ann", "long-line"));
        assertThat(receipt.get("rejected").get(0).get("reason").textValue())
                .isEqualTo("/user_id has 10485760 characters, at most 1024 are allowed");
        assertThat(recent("long-line")).containsExactly("a");

        assertThat(receipt("/v1/contents",
                "{\"content_id\":\"long\",\"title\":\"" + text + "\"}\n{\"content_id\":\"short\"}")
                .get("accepted").intValue()).isEqualTo(2);
        assertThat(service.recall("anyone")).contains("long", "short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t", "[]", "\ufeff"})
    void anEmptyPostIsRefused(String body) {
        for (String path : List.of("/v1/events", "/v1/contents?dry_run=true")) {
            HttpResponse<String> refused = service.post(path, body);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(json(refused).get("detail").textValue()).isEqualTo("the body has no record");
        }
    }

    @Test
    void invalidGzipAndOtherEncodingsAreRefused() throws IOException {
        byte[] lines = compressed(GOOD.replace("ann", "cut") + "\n" + GOOD.replace("ann", "cut-too"));
        for (byte[] body : List.of(Arrays.copyOf(lines, lines.length - 12), GOOD.getBytes(StandardCharsets.UTF_8))) {
            HttpResponse<String> answer = service.send(service.request("/v1/events").header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(body)).build());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(json(answer).get("detail").textValue()).isEqualTo("the body is not valid gzip");
        }
        assertThat(service.get("/v1/users/cut").statusCode()).isEqualTo(404);
        HttpResponse<String> unknown = service.send(service.request("/v1/events").header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString("[]")).build());
        assertThat(unknown.statusCode()).isEqualTo(415);
        assertThat(unknown.headers().firstValue("Accept-Encoding")).hasValue("gzip");
    }

    @Test
    void excessiveNestingAndNumbersAreRefused() {
        String deep = "[".repeat(2000) + "]".repeat(2000);
        String number = "1".repeat(2000);
        for (String body : List.of(
                "{\"user_id\":" + deep + "}", "{\"events\":[" + deep + "]}",
                "{\"user_id\":\"u\",\"size\":" + number + "}")) {
            assertThat(service.post("/v1/recall", body).statusCode()).as(body.substring(0, 20)).isEqualTo(400);
        }
        assertThat(receipt("/v1/events", "{\"user_id\":" + deep + "}\n" + GOOD).get("accepted").intValue())
                .isEqualTo(1);
        assertThat(service.post("/v1/events", deep).statusCode()).isEqualTo(400);
        assertThat(service.post("/v1/events", "{\"timestamp\":" + number + "}").statusCode()).isEqualTo(400);
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
