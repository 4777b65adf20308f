package io.graphrecall.service.http;

/** {@code GET /healthz}: the process is up. */
final class HealthEndpoint implements Endpoint {

    private record Health(String status) {}

    @Override
    public Route route() {
        return Route.open("/healthz");
    }

    @Override
    public Reply answer(Call call) {
        return Reply.ok(new Health("up"));
    }
}
