package io.graphrecall.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.service.cluster.Generations;
import io.graphrecall.service.snapshot.GraphContinuity;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /readyz}: reports that a generation serves and is warm, and the time of the service's clock. A member whose
 * graph does not respond, or is not the right one, is ready, because it recalls from memory. One whose database stopped is
 * not ready, because that lasts until someone frees disk space.
 */
final class ReadyEndpoint {

    private final BooleanSupplier ready;
    private final Generations generations;
    private final GraphCircuit circuit;
    private final GraphContinuity continuity;
    private final InstantSource clock;

    ReadyEndpoint(ServiceParts parts) {
        this.ready = parts.ready();
        this.generations = parts.generations();
        this.circuit = parts.circuit();
        this.continuity = parts.snapshots().continuity();
        this.clock = parts.clock();
    }

    private record Ready(
            String status,
            String generation,
            String graph,
            String now,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem) {}

    Reply handle(ApiRequest request) {
        GenerationId serving = generations.serving();
        if (serving == null || !ready.getAsBoolean()) {
            throw notReady(serving == null ? generations.absence() : "the service is warming up or shutting down");
        }
        String stopped = circuit.stopped();
        if (stopped != null) {
            throw notReady("the graph accepts no writes: " + stopped);
        }
        String problem = continuity.problem();
        return Reply.ok(new Ready("ready", serving.value(),
                circuit.isOpen() ? "down" : problem != null ? "wrong" : "up",
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(), problem));
    }

    /** Not logged, unlike other errors with status 503: probes ask every second. */
    private static HttpException notReady(String reason) {
        return new HttpException(503, reason, Problems.RETRY);
    }
}
