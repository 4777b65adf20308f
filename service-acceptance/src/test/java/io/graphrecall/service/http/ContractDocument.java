package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The contract as a service returns it, and the validation of JSON by it. Thread-safe. */
final class ContractDocument {

    static final String PROBLEM = "#/components/schemas/Problem";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final ObjectNode document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    /** An operation of the contract; the template is a path whose parameters are in braces. */
    record Operation(String method, String template, JsonNode json) {}

    ContractDocument(String yaml) {
        try {
            document = (ObjectNode) new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new AssertionError(yaml, e);
        }
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> operations.put(
                        method.getValue().get("operationId").textValue(),
                        new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
    }

    /** Returns the operations by {@code operationId}. */
    Map<String, Operation> operations() {
        return operations;
    }

    /** Returns the parameters of an operation, those of its path included. */
    List<JsonNode> parameters(Operation operation) {
        List<JsonNode> parameters = new ArrayList<>();
        document.at("/paths").get(operation.template).path("parameters").forEach(p -> parameters.add(resolved(p)));
        operation.json.path("parameters").forEach(p -> parameters.add(resolved(p)));
        return parameters;
    }

    /** Returns the node, or the one that it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** Returns a named schema. */
    JsonNode schema(String name) {
        return document.at("/components/schemas").get(name);
    }

    /** Returns the violations of a schema. */
    List<String> faults(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream().map(Object::toString).toList();
    }

    /** Returns the violations of the schema of a reference, for example {@link #PROBLEM}. */
    List<String> faults(String reference, JsonNode value) {
        return faults(document.objectNode().put("$ref", reference), value);
    }

    private JsonSchema compiled(JsonNode schema) {
        ObjectNode root = document.deepCopy();
        root.setAll((ObjectNode) schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    }
}
