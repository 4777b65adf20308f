package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

import java.util.Map;

/** {@code GET /metrics}: everything that is counted, for Prometheus. */
final class MetricsEndpoint implements Endpoint {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final ServiceMetrics metrics;

    MetricsEndpoint(ServiceMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Route route() {
        return Route.read(HttpMethod.GET, "/metrics");
    }

    @Override
    public Reply answer(Call call) {
        return new Reply(200, TEXT, Buffer.buffer(metrics.scrape()), Map.of());
    }
}
