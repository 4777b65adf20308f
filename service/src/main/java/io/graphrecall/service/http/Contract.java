package io.graphrecall.service.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.Spelling;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.Path;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The OpenAPI contract, {@code openapi.yaml}: the only definition of operations, parameters, bodies and their limits.
 * Thread-safe.
 */
final class Contract {

    private static final String RESOURCE = "openapi.yaml";
    private static final String JSON = "application/json";
    /** Start of the paths of all operations except those for monitoring. */
    private static final String VERSION = "/v1";
    /** Extension field of an operation with the media types of its body. */
    private static final String MEDIA_TYPES = "x-media-types";

    private final OpenAPIContract openApi;
    private final Map<Parameter, Validator> validators = new HashMap<>();

    private Contract(OpenAPIContract openApi) {
        this.openApi = openApi;
        openApi.operations().forEach(operation -> operation.getParameters().forEach(parameter -> validators
                .put(parameter, openApi.getSchemaRepository().validator(parameter.getSchema()))));
    }

    /** Holds the contract, which is read when it is first used. */
    private static final class Holder {

        private static final Contract CONTRACT = read();
    }

    /** Returns the contract. The first call of the process reads it, which blocks. */
    static Contract get() {
        return Holder.CONTRACT;
    }

    /**
     * Reads the contract. Uses a separate Vert.x, because loading copies class path resources to a temporary
     * folder, which goes away with that Vert.x.
     */
    private static Contract read() {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        try {
            JsonObject document = new JsonObject(
                    new YAMLMapper().readValue(text().getBytes(), new TypeReference<Map<String, Object>>() {
                    }));
            for (String path : document.getJsonObject("paths").fieldNames()) {
                document.getJsonObject("paths").getJsonObject(path).stream()
                        .filter(entry -> entry.getValue() instanceof JsonObject)
                        .forEach(entry -> keepRequest((JsonObject) entry.getValue()));
            }
            document.remove("security");
            return new Contract(OpenAPIContract.from(vertx, document).await());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot parse the resource " + RESOURCE, e);
        } finally {
            vertx.close().await();
        }
    }

    /**
     * Removes what Vert.x OpenAPI 5.0 does not support, media types other than JSON, and the security requirements, which
     * {@link ApiKeys} checks. Keeps the names of the media types as {@value #MEDIA_TYPES}.
     */
    private static void keepRequest(JsonObject operation) {
        operation.remove("security");
        operation.put("responses", JsonObject.of("default", JsonObject.of("description", "not validated")));
        if (operation.containsKey("requestBody")) {
            JsonObject content = operation.getJsonObject("requestBody").getJsonObject("content");
            operation.put(MEDIA_TYPES, new JsonArray(List.copyOf(content.fieldNames())));
            content.fieldNames().retainAll(Set.of(JSON));
        }
    }

    /** Returns the contract as it is served. */
    static Buffer text() {
        try (InputStream resource = Contract.class.getResourceAsStream(RESOURCE)) {
            return Buffer.buffer(Objects.requireNonNull(resource, RESOURCE).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }

    OpenAPIContract openApi() {
        return openApi;
    }

    /** Returns the path without parameters that a wrong one probably means, also if it only lacks the version. */
    Optional<String> nearestPath(String path) {
        List<String> known = openApi.operations().stream().map(Operation::getOpenAPIPath)
                .filter(one -> !one.contains("{")).distinct().sorted().toList();
        String versioned = VERSION + path;
        return known.contains(versioned) ? Optional.of(versioned) : Spelling.nearest(path, known);
    }

    /** Returns the methods of a path, sorted and separated by commas; empty if the path has none. */
    String methods(String path) {
        Path found = openApi.findPath(path);
        return found == null
                ? ""
                : found.getOperations().stream().map(Operation::getHttpMethod).map(HttpMethod::name)
                        .flatMap(name -> name.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(name)).sorted()
                        .collect(Collectors.joining(", "));
    }

    Set<HttpMethod> methods() {
        return openApi.operations().stream().map(Operation::getHttpMethod).collect(Collectors.toSet());
    }

    /** Returns the media types of an operation's body; empty if it takes none. */
    static List<String> mediaTypes(Operation operation) {
        return operation.getOpenAPIModel().getJsonArray(MEDIA_TYPES, new JsonArray()).stream().map(String::valueOf)
                .toList();
    }

    /** Returns a schema by its name in {@code components/schemas}. */
    FieldSchema schema(String name) {
        return new FieldSchema(
                (JsonObject) JsonPointer.from("/components/schemas/" + name).queryJson(openApi.getRawContract()));
    }

    /**
     * Validates the parameters of a request and adds the defaults of absent ones.
     *
     * @param path  decoded parameters in the path
     * @param query the encoded query, or null
     * @throws InvalidRecordException with an error for each unknown, repeated or invalid parameter
     */
    Parameters parameters(Operation operation, Map<String, String> path, @Nullable String query) {
        FieldErrors errors = new FieldErrors();
        Map<String, String> given = new LinkedHashMap<>(path);
        Parameters.decode(query, given, errors);
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : operation.getParameters()) {
            String name = parameter.getName();
            FieldSchema schema = FieldSchema.of(parameter);
            String text = given.remove(name);
            Object value = text == null ? schema.defaultValue() : schema.parse(text);
            if (value == null) {
                continue;
            }
            if (Objects.requireNonNull(validators.get(parameter)).validate(value).getValid()) {
                values.put(name, value);
            } else {
                errors.add("/" + name, "is '" + text + "', expected " + schema.expected());
            }
        }
        List<String> known = operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.QUERY).map(Parameter::getName).toList();
        given.keySet().forEach(unknown -> errors.add("/" + unknown, ContentFields.unknown(unknown, known)));
        errors.check();
        return new Parameters(values);
    }
}
