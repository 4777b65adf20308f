package io.graphrecall.service.http;

import java.util.Comparator;
import java.util.List;

/** {@code GET /v1/rejections}: the last posted records that this member rejected. */
final class RejectionsEndpoint implements Endpoint {

    private final List<PostLog> logs;

    RejectionsEndpoint(List<PostLog> logs) {
        this.logs = logs;
    }

    private record Listing(List<PostLog.Rejected> rejected) {}

    @Override
    public String operation() {
        return "rejections";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return Reply.ok(new Listing(logs.stream().flatMap(log -> log.latest().stream())
                .sorted(Comparator.comparing(PostLog.Rejected::at).reversed()).toList()));
    }
}
