package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.encoded;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.openapi.contract.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Invalid input is reported with its reason, and does not affect valid records of the same post. */
class DefectsIT extends Posting {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"user_id":"u","action":"hug","content_id":"a","timestamp":1}              | /action is 'hug', expected one of impression, click
            {"user_id":"u","content_id":"a","timestamp":1}                             | /action is missing
            {"action":"click","content_id":"a","timestamp":1}                          | /user_id is missing
            {"user_id":" ","action":"click","content_id":"a","timestamp":1}            | /user_id is blank
            {"user_id":7.5,"action":"click","content_id":"a","timestamp":1}            | /user_id is a number, expected a string
            {"user_id":"u","action":"click","timestamp":1}                             | /content_id is missing
            {"user_id":"u","action":"click","item_id":"i","timestamp":1}               | /item_id is not allowed for action click
            {"user_id":"u","action":"view","content_id":"a","timestamp":1}             | /item_id is missing
            {"user_id":"u","action":"search","timestamp":1}                            | /query is missing
            {"user_id":"u","action":"click","content_id":"a"}                          | /timestamp is missing
            {"user_id":"u","action":"click","content_id":"a","timestamp":"soon"}       | /timestamp
            {"user_id":"u","action":"click","content_id":"a","timestamp":"2100-01-01T00:00:00Z"} | /timestamp is more than one day in the future
            {"user_id":"u","action":"click","content_id":"a","timestamp":1,"dwell_ms":-5} | /dwell_ms
            {"user_id":"u","action":"click","content_id":"a","timestamp":1,"event_id":""} | /event_id is blank
            {"user_id":"\\ud800","action":"click","content_id":"a","timestamp":1}       | an unpaired surrogate
            {"user_id":"u","user_id":"v","action":"click","content_id":"a","timestamp":1} | Duplicate field 'user_id'
            {"user_id":"u","action":"click"                                            | is not JSON
            null                                                                       | expected an object
            [1]                                                                        | expected an object
            {"user_id":"u","action":"Clicked","content_id":"a","timestamp":1}          | /action is 'Clicked', expected one of impression, click
            {"user_id":null,"action":"click","content_id":"a","timestamp":1}           | /user_id is missing
            {"user_id":"u","action":["click"],"content_id":"a","timestamp":1}          | /action is a list, expected a string
            {"user_id":"u","action":"click","content_id":{},"timestamp":1}             | /content_id is an object, expected a string
            {"user_id":"u","action":"search","query":"  ","timestamp":1}               | /query is blank
            {"user_id":"u","action":"click","content_id":"a","timestamp":1.5}          | /timestamp is 1.5, expected a whole number of milliseconds
            {"user_id":"u","action":"click","content_id":"a","timestamp":true}         | /timestamp is a boolean
            {"user_id":"u","action":"click","content_id":"a","timestamp":"2026"}          | /timestamp is not an ISO-8601 time: '2026'
            {"user_id":"u","action":"click","content_id":"a","timestamp":"2026-02-30"} | /timestamp is not an ISO-8601 time: '2026-02-30'
            {"user_id":"u","action":"click","content_id":"a","timestamp":1e300}        | /timestamp
            {"user_id":"u","action":"click","content_id":"a","timestamp":NaN}          | is not JSON: Non-standard token 'NaN'
            {"user_id":"u","action":"click","content_id":"a","timestamp":-Infinity}    | is not JSON
            {"user_id":"u","action":"click","content_id":"a","timestamp":1,"dwell_ms":"9 s"} | /dwell_ms is '9 s', expected a whole number
            {"user_id":"u","action":"click","content_id":"a","timestamp":1,"scene":{}} | /scene is an object, expected a string
            {}                                                                         | /user_id is missing; /action is missing; /timestamp is missing
            {"user_id":"u","action":"click","content_id":"a","timestamp":1} {}         | is not JSON: Trailing token
            {"user_id":"u","action":"click","content_id":"a","timestamp":1,}           | is not JSON: Unexpected character ('}'
            {'user_id':'u','action':'click','content_id':'a','timestamp':1}            | is not JSON: Unexpected character ('''
            {user_id:"u","action":"click","content_id":"a","timestamp":1}              | is not JSON: Unexpected character ('u'
            {"user_id":"u"} // why                                                     | is not JSON: Unexpected character ('/'
            nonsense                                                                   | is not JSON: Unrecognized token 'nonsense'
            "text"                                                                     | is a string, expected an object
            7                                                                          | is a number, expected an object
            user_id,action,content_id,timestamp                                        | is not JSON
            """)
    void anInvalidEventIsRejectedWithItsReason(String bad, String reason) {
        String user = "among-" + nextNumber();
        String first = GOOD.replace("ann", user);
        String last = first.replace("\"a\"", "\"b\"");

        JsonNode receipt = receipt("/v1/events", first + "\n" + bad + "\n" + last);

        assertThat(receipt.get("accepted").intValue()).isEqualTo(2);
        assertThat(receipt.get("rejected")).hasSize(1);
        assertThat(receipt.get("rejected").get(0).get("index").intValue()).isEqualTo(1);
        assertThat(receipt.get("rejected").get(0).get("reason").textValue()).contains(reason);
        assertThat(recent(user)).containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"title":"T"}                                        | /content_id is missing
            {"content_id":"bad","title":7}                       | /title is a number, expected a string
            {"content_id":"bad","tags":7}                        | /tags
            {"content_id":"bad","category":["A",7]}              | /category/1
            {"content_id":"bad","attributes":{"brand":[""]}}     | /attributes/brand/0
            {"content_id":"bad","published_at":"yesterday"}      | /published_at
            {"content_id":"bad","status":"gone"}                 | /status is 'gone', expected one of active, hidden
            {}                                                   | /content_id is missing
            {"content_id":null}                                  | /content_id is missing
            {"content_id":" "}                                   | /content_id is blank
            {"content_id":7.5}                                   | /content_id is a number, expected a string
            {"content_id":"bad","description":{}}                | /description is an object, expected a string
            {"content_id":"bad","category":7}                    | /category is a number, expected a list of strings
            {"content_id":"bad","category":["A\\u001fB"]}         | /category contains the control character U+001F
            {"content_id":"bad","attributes":["red"]}            | /attributes is a list, expected an object
            {"content_id":"bad","attributes":{"a/b":"OPI"}}      | /attributes/a~1b is a string, expected a list of strings
            {"content_id":"bad","tags":["a"," "]}                | /tags/1 is blank
            {"content_id":"bad","author":["u"]}                  | /author is a list, expected a string
            {"content_id":"bad","expires_at":999999999999999}    | /expires_at is outside the years 1 to 9999
            {"content_id":"bad","media":{"cover":"/etc/passwd"}} | /media/cover is '/etc/passwd', expected a path within the data-set folder
            {"content_id":"bad","media":{"cover":"a\\u0000.jpg"}} | /media/cover contains the control character U+0000
            {"content_id":"bad","vectors":{"clip":[1,"2"]}}      | /vectors/clip contains "2" at index 1, expected a finite number
            {"content_id":"bad","vectors":{"a b":[1]}}           | /vectors/a b is not a valid embedding space name
            {"content_id":"bad","a/b":{"c\\u0000":1}}            | /a~1b/c\0 has the control character U+0000 in its name
            {"title":1,"tags":2,"status":"x"}                    | /content_id is missing; /title is a number, expected a string; /tags is a number, expected a list of strings; /status is 'x'
            "bad"                                                | is a string, expected an object
            null                                                 | is null, expected an object
            """)
    void anInvalidContentIsRejectedWithItsReason(String bad, String reason) {
        String good = "good-" + nextNumber();
        JsonNode receipt = receipt("/v1/contents", "[{\"content_id\":\"" + good + "\"}," + bad + "]");

        assertThat(receipt.get("accepted").intValue()).isEqualTo(1);
        assertThat(receipt.get("rejected").get(0).get("index").intValue()).isEqualTo(1);
        assertThat(receipt.get("rejected").get(0).get("reason").textValue()).contains(reason);
        assertThat(service.recall("anyone")).contains(good).doesNotContain("bad");
    }

    @Test
    @Timeout(30)
    void manyUnknownFieldsAreReportedAtOnce() {
        String attributes = IntStream.range(0, 400).mapToObj(i -> "\"an attribute number " + i + "\":[\"a\"]")
                .collect(Collectors.joining(","));
        receipt("/v1/contents", "[{\"content_id\":\"many\",\"attributes\":{" + attributes + "}}]");
        String clauses = IntStream.range(0, 256)
                .mapToObj(i -> "{\"field\":\"" + "x".repeat(1000) + i + "\",\"any\":[\"a\"]}")
                .collect(Collectors.joining(","));
        String request = "{\"user_id\":\"u\",\"filter\":{\"must\":[" + clauses + "]}}";

        assertThat(json(service.post("/v1/recall", request)).get("errors")).hasSize(256);

        assertThat(json(service.post("/v1/recall/batch", "{\"requests\":[" + (request.replace("x".repeat(1000), "x")
                + ",").repeat(80) + request + "]}")).get("errors")).hasSize(1000);
        service.delete("/v1/contents/many");
    }

    @Test
    void aRequestWithManyMistakesHasAShortReply() {
        String channels = "{\"user_id\":\"u\",\"channels\":[" + "{\"id\":\"\"},".repeat(90_000) + "{\"id\":\"\"}]}";
        String excluded = "{\"user_id\":\"u\",\"exclude_ids\":[" + "null,".repeat(200_000) + "null]}";

        for (String request : List.of(channels, excluded)) {
            HttpResponse<String> answer = service.post("/v1/recall", request);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains(" entries, expected ").hasSizeLessThan(1_000);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"user_id":"u","query":"a \\ud800"}                          | contains an unpaired surrogate
            {"user_id":"\\udc00"}                                        | contains an unpaired surrogate
            {"user_id":"u","context_content_id":"\\ud800x"}              | contains an unpaired surrogate
            {"user_id":"u","scene":"\\ud800"}                            | is '?', expected one of
            {"user_id":"u","\\ud800":1}                                  | is unknown
            {"user_id":"u","channels":[{"id":"popular","weight":"NaN"}]} | is NaN, expected a number between 0 and 1000
            """)
    void aValueThatNoReplyCanHaveIsRefused(String request, String detail) {
        HttpResponse<String> answer = service.post("/v1/recall", request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("errors").get(0).get("detail").textValue()).contains(detail);
    }

    @Test
    void aHostThatIsNoneIsRefused() throws IOException {
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: localhost%20\r\n\r\n")).startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "the request is malformed");
    }

    @Test
    void aRecordIsNestedUpToALimit() {
        String nested = "{\"content_id\":\"deep\",\"more\":" + "[".repeat(900) + "]".repeat(900) + "}";

        String allowed = "{\"content_id\":\"allowed\",\"more\":" + "[".repeat(511) + "]".repeat(511) + "}";

        JsonNode receipt = receipt("/v1/contents", allowed + "\n" + nested);

        assertThat(receipt.get("accepted").intValue()).isEqualTo(1);
        assertThat(receipt.get("rejected").get(0).get("reason").textValue()).contains("nesting depth (513)");
        assertThat(service.post("/v1/contents", "[" + nested + "]").statusCode()).isEqualTo(400);
    }

    @Test
    void repeatedEventsCountOnce() {
        String event = click("twice-1", "twice", "a");
        String anonymous = GOOD.replace("ann", "twice");

        assertThat(receipt("/v1/events", "[" + event + "," + event + "," + anonymous + "," + anonymous + "]")
                .get("accepted").intValue()).isEqualTo(4);
        receipt("/v1/events", "[" + anonymous + "," + event + "]");

        assertThat(recent("twice")).containsExactly("a", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a/b", "..", "it's \"quoted\"", "x'}) DETACH DELETE (n) //", "`tick` $param {brace}", "中文 内容", "a\tb\nc", "%41",
        "100%", "a+b c", "?q=1#f", "\\back\\slash", "😀"})
    void anIdMayContainAnyCharacter(String id) {
        String quoted = quoted(id);
        JsonNode posted = receipt("/v1/contents", "[{\"content_id\":" + quoted + ",\"title\":" + quoted
                + ",\"tags\":[" + quoted + "],\"author\":" + quoted + ",\"category\":[" + quoted + "]}]");
        assertThat(posted.get("accepted").intValue()).as(posted.toString()).isEqualTo(1);
        assertThat(service.recall("anyone")).contains(id);

        receipt("/v1/events", GOOD.replace("\"ann\"", quoted).replace("\"a\"", quoted));
        assertThat(recent(id)).containsExactly(id);
        assertThat(json(service.get("/v1/contents/" + encoded(id) + "/similar")).get("content_id").textValue())
                .isEqualTo(id);
        assertThat(service.delete("/v1/contents/" + encoded(id)).statusCode()).isEqualTo(200);
        assertThat(service.recall("anyone")).doesNotContain(id).contains("p");
        assertThat(service.delete("/v1/users/" + encoded(id)).statusCode()).isEqualTo(204);
    }

    @Test
    void everyInvalidRecordIsRejectedByItsIndex() {
        String good = GOOD.replace("ann", "mixed");
        String lines = String.join("\r\n", "", good, "{", "  ", good.replace("\"a\"", "\"" + "x".repeat(1025) + "\""),
                "[]", good.replace("\"a\"", "\"b\""), good.replace("click", "clack"), "\t");

        JsonNode receipt = receipt("/v1/events", lines);

        assertThat(receipt.get("accepted").intValue()).isEqualTo(2);
        assertThat(receipt.get("rejected").findValuesAsText("index")).containsExactly("1", "2", "3", "5");
        assertThat(receipt.get("rejected").findValuesAsText("reason")).satisfiesExactly(
                broken -> assertThat(broken).startsWith("is not JSON: Unexpected end-of-input"),
                longId -> assertThat(longId).isEqualTo("/content_id has 1025 characters, at most 1024 are allowed"),
                list -> assertThat(list).isEqualTo("is a list, expected an object"),
                action -> assertThat(action).startsWith("/action is 'clack'"));
        assertThat(recent("mixed")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void anEventIdWithOtherFieldsInTheSamePostIsRejected() {
        JsonNode receipt = receipt("/v1/events",
                click("same-1", "same", "a") + "\n" + click("same-1", "same", "b") + "\n"
                        + click("same-2", "same", "c"));

        assertThat(receipt.get("accepted").intValue()).isEqualTo(2);
        assertThat(receipt.get("rejected").get(0).get("index").intValue()).isEqualTo(1);
        assertThat(receipt.get("rejected").get(0).get("reason").textValue())
                .startsWith("event_id 'same-1' belongs to a different event");
        assertThat(recent("same")).containsExactlyInAnyOrder("a", "c");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /nothing,                404, there is no resource at /nothing; /openapi.yaml lists all",
        "POST,   /v1/recal,               404, 'there is no resource at /v1/recal, did you mean /v1/recall?'",
        "GET,    /contents,               404, 'there is no resource at /contents, did you mean /v1/contents?'",
        "GET,    /v1/recall,              405, 'GET is not allowed here, expected POST'",
        "PUT,    /v1/users/ann,           405, 'PUT is not allowed here, expected DELETE, GET, HEAD'",
        "GET,    /v1/users//recall,       404, there is no resource at /v1/users//recall",
        "GET,    /v1/users/%ZZ/recall,    400, 'the path is not percent-encoded correctly, in UTF-8: /v1/users/%ZZ/recall'",
        "DELETE, /v1/users/zo%E9,         400, 'the path is not percent-encoded correctly, in UTF-8: /v1/users/zo%E9'",
        "GET,    /v1/contents/%ED%A0%80,  400, the path is not percent-encoded correctly",
        "GET,    /v1/users/u?size=%ZZ,    400, /size is not percent-encoded correctly",
        "GET,    /v1/contents?category=%E9, 400, '/category is not percent-encoded correctly, in UTF-8'",
        "GET,    /v1/users/zoé,           400, the path or the query has characters that are not percent-encoded",
        "GET,    /v1/contents?category=é, 400, curl encodes those of a query with -G --data-urlencode NAME=VALUE",
        "GET,    /nothing/é,              400, the path or the query has characters that are not percent-encoded"})
    void unknownPathsAndMethodsAreReported(String method, String path, int status, String detail)
            throws IOException {
        String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("application/problem+json", detail);
    }

    /** Every path of the contract, with each method that it lacks. */
    @Test
    void aMethodThatAPathLacksIsRefusedWithTheAllowedOnes() throws IOException {
        for (Path path : Contract.get().openApi().getPaths()) {
            Set<String> allowed = new TreeSet<>();
            path.getOperations().forEach(operation -> allowed.add(operation.getHttpMethod().name()));
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            String uri = path.getName().replaceAll("\\{\\w+}", "50");
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
                if (!allowed.contains(method)) {
                    String answer = raw(
                            method + " " + uri + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                    assertThat(answer).as(method + " " + uri).startsWith("HTTP/1.1 405 ")
                            .containsIgnoringCase("\r\nallow: " + String.join(", ", allowed) + "\r\n");
                    if (!method.equals("HEAD")) {
                        assertThat(answer).contains(method + " is not allowed here, expected "
                                + String.join(", ", allowed));
                    }
                }
            }
        }
    }

    @Test
    void aRecordThatTheGraphCannotStoreFailsNoOtherPost() throws Exception {
        String guilty = "{\"content_id\":\"guilty\",\"\\u0000\":1}";
        List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            posts.add(service.postAsync("/v1/contents",
                    i % 10 == 7 ? "[" + guilty + "]" : "[{\"content_id\":\"near-" + i + "\"}]"));
        }
        for (int i = 0; i < 40; i++) {
            HttpResponse<String> answer = posts.get(i).get();
            assertThat(answer.statusCode()).as(i + " " + answer.body()).isEqualTo(i % 10 == 7 ? 400 : 202);
        }
        assertThat(service.recall("anyone")).contains("near-0", "near-39").doesNotContain("guilty");
    }

    @Test
    void aPostWithoutAnAcceptedRecordIsRefusedWithTheErrorsOfEach() {
        HttpResponse<String> answer = service.post("/v1/events", "[{\"user_id\":true},null,"
                + GOOD.replace("click", "hug") + "]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("detail").textValue()).isEqualTo("no record is accepted, see errors");
        assertThat(json(answer).get("errors").findValuesAsText("pointer"))
                .containsExactly("/0/user_id", "/0/action", "/0/timestamp", "/1", "/2/action");

        receipt("/v1/events", "[" + click("taken", "u", "a") + "]");
        HttpResponse<String> taken = service.post("/v1/events", click("taken", "u", "b"));
        assertThat(taken.statusCode()).isEqualTo(400);
        assertThat(json(taken).get("errors").get(0).get("pointer").textValue()).isEqualTo("/0");
        assertThat(json(taken).get("errors").get(0).get("detail").textValue())
                .startsWith("event_id 'taken' belongs to a different event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 4"})
    void aRequestWithTwoLengthsIsRefused(String headers) throws IOException {
        String answer = raw(
                "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                        + "\r\n\r\n2\r\n[]\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.").contains(" 400 ", "both Content-Length and Transfer-Encoding")
                .doesNotContain("\"up\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xchunked", "identity", "gzip, chunked", "chunked\r\nTransfer-Encoding: identity"})
    void aRequestWithAnotherTransferEncodingIsRefused(String encoding) throws IOException {
        String body = "{\"events\":[],\"size\":1}";
        String answer = raw("POST /v1/recall HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " + encoding
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("the only supported Transfer-Encoding is chunked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /v1/events", "POST /v1/recall", "GET /healthz"})
    void anExpectationIsAnswered(String line) throws IOException {
        for (String length : List.of("Content-Length: 2", "Content-Length: 0", "Transfer-Encoding: chunked")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.server().port())) {
                socket.setSoTimeout(2_000);
                socket.getOutputStream()
                        .write((line + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + length + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));

                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                        .as(line + " " + length).startsWith("HTTP/1.1 ");
            }
        }
    }

    @Test
    void aBatchHasABudgetOfContents() {
        String thousand = "{\"user_id\":\"u\",\"size\":1000},";
        HttpResponse<String> answer = service.post(
                "/v1/recall/batch", "{\"requests\":[" + thousand.repeat(100) + "{\"user_id\":\"u\",\"size\":1}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors").get(0).get("pointer").textValue()).isEqualTo("/requests");
        assertThat(json(answer).get("errors").get(0).get("detail").textValue())
                .isEqualTo(
                        "asks for 100001 contents in all, at most 100000 are allowed: use several batches or smaller sizes");
    }

    @Test
    void oversizedHeadersAndPathsAreRefused() throws IOException {
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
        assertThat(raw("GET /v1/users/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.0 414 ");
        assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void getOperationsAnswerHeadToo() throws IOException {
        String answer = raw("HEAD /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    }

    @Test
    void aResponseRepeatsAValidRequestIdAndReplacesAnInvalidOne() {
        HttpResponse<String> named = service.send(
                service.request("/v1/users/ann/recall").header("X-Request-Id", "trace-7").GET().build());
        assertThat(named.headers().firstValue("X-Request-Id")).hasValue("trace-7");
        assertThat(json(named).get("request_id").textValue()).isEqualTo("trace-7");

        HttpResponse<String> anonymous = service.send(
                service.request("/nothing").header("X-Request-Id", "has blanks").GET().build());
        assertThat(json(anonymous).get("request_id").textValue()).isNotEqualTo("has blanks")
                .isEqualTo(anonymous.headers().firstValue("X-Request-Id").orElseThrow());
    }

    private static String quoted(String text) {
        return new TextNode(text).toString();
    }
}
