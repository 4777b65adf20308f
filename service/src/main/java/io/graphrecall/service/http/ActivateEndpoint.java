package io.graphrecall.service.http;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.service.cluster.Generations;

/** {@code POST /v1/generations/{id}/activate}: activates a generation, newer or older, on all members. */
final class ActivateEndpoint implements Endpoint {

    private final Generations generations;

    ActivateEndpoint(ServiceParts parts) {
        this.generations = parts.generations();
    }

    private record Activated(String serving) {}

    @Override
    public String operation() {
        return "activateGeneration";
    }

    @Override
    public Reply handle(ApiRequest request) {
        GenerationId id = request.parameters().id("id", GenerationId::new);
        generations.activate(id);
        return Reply.ok(new Activated(id.value()));
    }
}
