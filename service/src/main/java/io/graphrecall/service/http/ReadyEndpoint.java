package io.graphrecall.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphrecall.generation.GenerationId;
import org.jspecify.annotations.Nullable;

import java.time.temporal.ChronoUnit;

/**
 * {@code GET /readyz}: reports that a generation serves and is warm, and the time of the service's clock. A member whose
 * graph does not respond, or is not the right one, is ready, because it recalls from memory. One whose database stopped is
 * not ready, because that lasts until someone frees disk space.
 */
record ReadyEndpoint(ServiceParts parts) {

    private record Ready(
            String status,
            String generation,
            String graph,
            String now,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem) {}

    Reply handle(ApiRequest request) {
        GenerationId serving = parts.generations().serving();
        if (serving == null || !parts.ready().getAsBoolean()) {
            String reason = serving == null
                    ? parts.generations().absence()
                    : "the service is warming up or shutting down";
            String outage = parts.recalls().graph().circuit().problem();
            throw notReady(outage == null || reason.contains(outage) ? reason : reason + ". " + outage);
        }
        String stopped = parts.recalls().graph().circuit().stopped();
        if (stopped != null) {
            throw notReady("the graph accepts no writes: " + stopped);
        }
        String problem = parts.recalls().snapshots().continuity().problem();
        return Reply.ok(new Ready("ready", serving.value(),
                parts.recalls().graph().circuit().isOpen() ? "down" : problem != null ? "wrong" : "up",
                parts.recalls().clock().instant().truncatedTo(ChronoUnit.MILLIS).toString(), problem));
    }

    /** Not logged, unlike other errors with status 503: probes ask every second. */
    private static HttpException notReady(String reason) {
        return new HttpException(503, reason, Problems.RETRY);
    }
}
