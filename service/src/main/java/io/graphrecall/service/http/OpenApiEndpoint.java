package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;

import java.util.Map;

/** {@code GET /openapi.yaml}: the contract. */
final class OpenApiEndpoint implements Endpoint {

    private final Buffer contract = Contract.text();

    @Override
    public String operation() {
        return "openapi";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return new Reply(200, "application/yaml", contract, Map.of());
    }
}
