package io.graphrecall.service.http;

/** {@code GET /healthz}: reports that the process runs. */
final class HealthEndpoint implements Endpoint {

    private record Health(String status) {}

    @Override
    public String operation() {
        return "health";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return Reply.ok(new Health("up"));
    }
}
