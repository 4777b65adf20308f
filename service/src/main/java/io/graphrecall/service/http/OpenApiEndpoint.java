package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** {@code GET /openapi.yaml}: the description of this interface. */
final class OpenApiEndpoint implements Endpoint {

    private static final String RESOURCE = "openapi.yaml";

    private final Buffer description = read();

    @Override
    public Route route() {
        return Route.open("/openapi.yaml");
    }

    @Override
    public Reply answer(Call call) {
        return new Reply(200, "application/yaml", description, Map.of());
    }

    private static Buffer read() {
        try (InputStream resource = OpenApiEndpoint.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return Buffer.buffer(resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }
}
