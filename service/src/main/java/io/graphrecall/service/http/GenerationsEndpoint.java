package io.graphrecall.service.http;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.service.cluster.Generations;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** {@code GET /v1/generations}: what this member's home has, and what serves. */
final class GenerationsEndpoint implements Endpoint {

    private final Generations generations;

    GenerationsEndpoint(ServiceParts parts) {
        this.generations = parts.generations();
    }

    private record Listing(@Nullable String serving, List<Entry> generations) {}

    private record Entry(
            String id, String createdAt, String asOf, long seq, String dataset, long bytes,
            Map<String, Double> metrics) {}

    @Override
    public Route route() {
        return Route.read(HttpMethod.GET, "/v1/generations");
    }

    @Override
    public Reply answer(Call call) {
        call.query().only();
        GenerationId serving = generations.serving();
        return Reply.ok(new Listing(
                serving == null ? null : serving.value(),
                generations.list().stream().map(GenerationsEndpoint::entry).toList()));
    }

    private static Entry entry(GenerationManifest manifest) {
        return new Entry(
                manifest.id().value(),
                manifest.createdAt().toString(),
                manifest.asOf().toString(),
                manifest.seq(),
                manifest.dataSet().name(),
                manifest.bytes(),
                manifest.metrics());
    }
}
