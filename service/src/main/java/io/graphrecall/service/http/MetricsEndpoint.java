package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;

import java.util.Map;

/** {@code GET /metrics}: the metrics, for Prometheus. */
final class MetricsEndpoint implements Endpoint {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final ServiceMetrics metrics;

    MetricsEndpoint(ServiceMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public String operation() {
        return "metrics";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return new Reply(200, TEXT, Buffer.buffer(metrics.scrape()), Map.of());
    }
}
