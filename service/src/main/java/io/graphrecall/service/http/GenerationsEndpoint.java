package io.graphrecall.service.http;

import io.graphrecall.generation.GateCheck;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.service.cluster.Generations;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** {@code GET /v1/generations}: the generations in this member's home, the active one, and the one open beside it. */
record GenerationsEndpoint(Generations generations) {

    private record Listing(@Nullable String serving, @Nullable String opened, List<Entry> generations) {}

    private record Entry(
            String id, String createdAt, String asOf, long seq, String dataset, long bytes,
            Map<String, Double> metrics, List<Check> gate) {}

    private record Check(String name, boolean passes, double value, double minimum, @Nullable String against) {

        static Check of(GateCheck check) {
            return new Check(check.name(), check.passes(), check.value(), check.minimum(),
                    check.against().isEmpty() ? null : check.against());
        }
    }

    Reply handle(ApiRequest request) {
        return Reply.ok(new Listing(
                value(generations.serving()), value(generations.opened()),
                generations.list().stream().map(GenerationsEndpoint::entry).toList()));
    }

    private static @Nullable String value(@Nullable GenerationId id) {
        return id == null ? null : id.value();
    }

    private static Entry entry(GenerationManifest manifest) {
        return new Entry(
                manifest.id().value(),
                manifest.createdAt().toString(),
                manifest.asOf().toString(),
                manifest.seq(),
                manifest.dataSet().name(),
                manifest.bytes(),
                manifest.metrics(),
                manifest.gate().stream().map(Check::of).toList());
    }
}
