package io.graphrecall.service.http;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.service.cluster.Generations;
import io.vertx.core.http.HttpMethod;

/** {@code POST /v1/generations/{id}/activate}: lets all members serve a generation, newer or older. */
final class ActivateEndpoint implements Endpoint {

    private final Generations generations;

    ActivateEndpoint(ServiceParts parts) {
        this.generations = parts.generations();
    }

    private record Activated(String serving) {}

    @Override
    public Route route() {
        return Route.write(HttpMethod.POST, "/v1/generations/{id}/activate");
    }

    @Override
    public Reply answer(Call call) {
        call.query().only();
        GenerationId id = PathIds.generation(call);
        generations.activate(id);
        return Reply.ok(new Activated(id.value()));
    }
}
