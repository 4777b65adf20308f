package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.graphrecall.service.testing.TestService;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random requests by the grammar of the contract: of each operation, with values that the contract allows, values at and
 * beyond its limits, and values of other types. Requests of the same number and seed are equal.
 */
final class FuzzedRequests {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 6;

    /** Values under which something exists, or that are parsed, by name of a property or parameter. */
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry("user_id", List.of("ann", "bob", "cleo")),
            Map.entry("content_id", List.of("a", "x", "p", "b")), Map.entry("context_content_id", List.of("a", "p")),
            Map.entry("positive", List.of("a", "x")), Map.entry("negative", List.of("p")),
            Map.entry("exclude_ids", List.of("a", "p")), Map.entry("item_id", List.of("i")),
            Map.entry("event_id", List.of("e1", "e2")), Map.entry("query", List.of("gel", "gel nails", "指甲油")),
            Map.entry("text", List.of("gel", "")), Map.entry("scene", List.of("feed", "detail", "search")),
            Map.entry("space", List.of("own", "i2i", "attribute", "text", "deep_match")),
            Map.entry("include",
                    List.of("title", "category", "attributes.colour", "tags,author", "description,media",
                            "fields.year")),
            Map.entry("id", List.of("i2i", "tag", "popular", "fresh", "v2v_own", "metapath", "term", "query2v")),
            Map.entry("field", List.of("tag", "category", "attribute.colour", "author", "published_at", "relation",
                    "content_id")),
            Map.entry("any", List.of("gel", "Nails", "red", "follows")), Map.entry("all", List.of("gel")),
            Map.entry("prefix", List.of("Nails", "Nails/Gel", "a")),
            Map.entry("category", List.of("Nails", "Nails/Gel")),
            Map.entry("timestamp", List.of("2026-05-31T10:00:00Z", "2026-05-31 10:00:00", "2026-05-31")),
            Map.entry("published_at", List.of("2026-05-01T00:00:00Z")), Map.entry("gte", List.of("2026-01-01")),
            Map.entry("action", List.of("click", "search", "view", "purchase", "skip", "CLICK")),
            Map.entry("label", List.of("Content")), Map.entry("key", List.of("a", "gel", "ann")),
            Map.entry("from_label", List.of("User")), Map.entry("from_key", List.of("ann")),
            Map.entry("to_label", List.of("Tag")), Map.entry("to_key", List.of("gel")),
            Map.entry("name", List.of("hub-tags", "similar-users", "small", "a.jpg", "..", "%2e%2e%2fx")),
            Map.entry("statement", List.of(
                    "MATCH (n) RETURN n LIMIT 3", "RETURN 1/0", "MATCH (n) DETACH DELETE n",
                    "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "CALL db.labels()", "RETURN $missing", "{")));

    private static final List<String> ODD = List.of(
            "", " ", "\0", "\n", "\u0085", "\u001f", "\u202e", "\ud83d", "😀", "é", "a/b", "../../etc/passwd", "%00",
            "'",
            "\"", "`", "${jndi:x}", "{}", "[]", "null", "true", "-1", "1e999", "NaN", "<script>", "' OR 1=1 --", "\\",
            "a".repeat(1024), "a".repeat(1025), "長".repeat(400), "x,".repeat(3000));

    private static final List<JsonNode> NUMBERS = List.of(
            JSON.numberNode(0), JSON.numberNode(-1), JSON.numberNode(1), JSON.numberNode(1000), JSON.numberNode(1001),
            JSON.numberNode(Integer.MAX_VALUE), JSON.numberNode(Integer.MAX_VALUE + 1L),
            JSON.numberNode(Long.MIN_VALUE),
            JSON.numberNode(Long.MAX_VALUE), JSON.numberNode(BigInteger.TWO.pow(64)), JSON.numberNode(.5),
            JSON.numberNode(-0.0), JSON.numberNode(Double.MAX_VALUE), JSON.numberNode(Double.MIN_VALUE),
            JSON.numberNode(new BigDecimal("1e400")), JSON.numberNode(1_780_000_000_000L));

    private static final List<String> HEADERS = List.of(
            "Accept: text/plain", "Accept: */*;q=0", "Accept-Encoding: gzip, br", "Accept-Language: \u00ff",
            "Range: bytes=1-0",
            "If-None-Match: *", "Content-Encoding: gzip", "Content-Encoding: br", "Content-Type: text/plain",
            "Content-Type: application/json; charset=utf-16", "Content-Type: ;", "X-Request-Id: " + "r".repeat(300),
            "X-Request-Id: a\tb", "X-API-Key: k", "Authorization: Bearer", "Authorization: Basic ??", "Cookie: a=b; a",
            "Origin: http://elsewhere.example", "Origin: null", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings",
            "Transfer-Encoding: chunked", "Transfer-Encoding: gzip", "Content-Length: 0", "Content-Length: -1",
            "Content-Length: 99999999999999999999", "Expect: 100-continue", "Expect: nothing",
            "Host: elsewhere.example",
            "Host: 127.0.0.1", "X-Forwarded-For: " + "1.1.1.1,".repeat(500), "Trailer: X", " folded", "no colon",
            "X-Long: " + "x".repeat(9000));

    private final ContractDocument contract;
    private final List<String> operations;
    private final long seed;

    FuzzedRequests(ContractDocument contract, long seed) {
        this.contract = contract;
        operations = List.copyOf(contract.operations().keySet());
        this.seed = seed;
    }

    /**
     * A request.
     *
     * @param operation  {@code operationId} of the operation
     * @param target     path and query, encoded
     * @param body       null for none
     */
    record Request(String operation, String method, String target, String body) {}

    /** Returns the request of a number. */
    Request request(int number) {
        Random random = random(number);
        String id = operations.get(random.nextInt(operations.size()));
        ContractDocument.Operation operation = contract.operations().get(id);
        String path = operation.template();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : contract.parameters(operation)) {
            String name = parameter.get("name").textValue();
            JsonNode value = value(random, name, parameter.get("schema"), 0);
            String text = TestService.encoded(value.isValueNode() ? value.asText() : value.toString());
            if (parameter.get("in").textValue().equals("path")) {
                // Without an id, the path would be another operation's.
                path = path.replace("{" + name + "}", text.isEmpty() ? "_" : text);
            } else if (parameter.path("required").asBoolean() ? random.nextInt(20) > 0 : random.nextInt(3) == 0) {
                query.add(name + "=" + text);
                if (random.nextInt(30) == 0) {
                    query.add(name + "=" + text);
                }
            }
        }
        if (random.nextInt(30) == 0) {
            query.add(TestService.encoded(odd(random)) + "=");
        }
        JsonNode schema = operation.json().at("/requestBody/content/application~1json/schema");
        String body = schema.isMissingNode() ? null : value(random, "", schema, 0).toString();
        return new Request(id, operation.method(), path + (query.isEmpty() ? "" : "?" + String.join("&", query)), body);
    }

    /** Returns a request of a number as bytes that may be no valid HTTP: with odd headers, cut off, or with bytes changed. */
    byte[] bytes(int number) {
        Request request = request(number);
        Random random = random(~number);
        byte[] body = request.body == null ? new byte[0] : request.body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(
                request.method + " " + request.target + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: close\r\n");
        if (random.nextInt(10) > 0) {
            head.append("Content-Type: application/json\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            head.append(HEADERS.get(random.nextInt(HEADERS.size()))).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return changed(random, bytes.toByteArray());
    }

    private static byte[] changed(Random random, byte[] bytes) {
        byte[] changed = bytes;
        for (int i = random.nextInt(4); i > 0 && changed.length > 0; i--) {
            int at = random.nextInt(changed.length);
            int end = Math.min(changed.length, at + 1 + random.nextInt(20));
            ByteArrayOutputStream into = new ByteArrayOutputStream();
            into.write(changed, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> into.write(random.nextInt(256));
                case 1 -> into.write(changed, at, end - at);
                case 2 -> end = random.nextBoolean() ? changed.length : end;
                default -> {
                    byte[] noise = new byte[end - at];
                    random.nextBytes(noise);
                    into.writeBytes(noise);
                }
            }
            if (random.nextBoolean()) {
                into.write(changed, at, end - at);
            }
            into.write(changed, end, changed.length - end);
            changed = into.toByteArray();
        }
        return changed;
    }

    private Random random(int number) {
        return new Random(seed * 1_000_003 + number);
    }

    private JsonNode value(Random random, String name, JsonNode given, int depth) {
        JsonNode schema = contract.resolved(given);
        if (random.nextInt(25) == 0) {
            return anything(random, depth);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return value(random, name, schema.get(choice).get(random.nextInt(schema.get(choice).size())), depth);
            }
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(random, schema, depth);
            case "array" -> array(random, name, schema, depth);
            case "integer" -> schema.has("maximum") && random.nextInt(4) > 0
                    ? JSON.numberNode(
                            schema.path("minimum").asInt() + random.nextInt(schema.get("maximum").asInt() + 1))
                    : NUMBERS.get(random.nextInt(NUMBERS.size()));
            case "number" -> random.nextInt(3) == 0
                    ? NUMBERS.get(random.nextInt(NUMBERS.size()))
                    : JSON.numberNode(random.nextGaussian());
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> text(random, name);
        };
    }

    private ObjectNode object(Random random, JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(property -> {
            boolean required = schema.path("required").toString().contains('"' + property.getKey() + '"');
            if (required ? random.nextInt(20) > 0 : depth < MAX_DEPTH && random.nextInt(4) == 0) {
                object.set(property.getKey(), value(random, property.getKey(), property.getValue(), depth + 1));
            }
        });
        if (random.nextInt(20) == 0) {
            object.set(odd(random), anything(random, depth));
        }
        if (schema.path("additionalProperties").isObject()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                object.set(random.nextInt(4) == 0 ? odd(random) : "colour",
                        value(random, "any", schema.get("additionalProperties"), depth + 1));
            }
        }
        return object;
    }

    private ArrayNode array(Random random, String name, JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = random.nextInt(100) == 0 ? 1100 >> depth : random.nextInt(depth < MAX_DEPTH ? 4 : 1);
        for (int i = 0; i < size; i++) {
            array.add(schema.has("items") ? value(random, name, schema.get("items"), depth + 1) : text(random, name));
        }
        return array;
    }

    private static JsonNode text(Random random, String name) {
        List<String> known = KNOWN.getOrDefault(name, List.of("text"));
        return TextNode.valueOf(random.nextInt(8) == 0 ? odd(random) : known.get(random.nextInt(known.size())));
    }

    private static String odd(Random random) {
        return ODD.get(random.nextInt(ODD.size()));
    }

    private static JsonNode anything(Random random, int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 3 -> JSON.objectNode();
            case 4 -> nested(random.nextInt(20) == 0 ? 900 : random.nextInt(10));
            case 5 -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = 0; i < 3 && depth < MAX_DEPTH; i++) {
                    array.add(anything(random, depth + 1));
                }
                yield array;
            }
            default -> TextNode.valueOf(odd(random));
        };
    }

    private static JsonNode nested(int levels) {
        JsonNode node = JSON.arrayNode();
        for (int i = 0; i < levels; i++) {
            node = i % 2 == 0 ? JSON.arrayNode().add(node) : JSON.objectNode().set("must", node);
        }
        return node;
    }
}
