package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.service.intake.Receipt;
import io.graphrecall.service.snapshot.LiveSnapshots;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** A post of new and changed contents, items or users, acknowledged once the next recall sees them. */
final class CatalogueEndpoint<T> implements Endpoint {

    private final String operation;
    private final LiveSnapshots snapshots;
    private final BiFunction<JsonNode, Consumer<Conversion>, T> format;
    private final Function<List<T>, Receipt> intake;
    private final PostLog log;

    CatalogueEndpoint(
            String operation, ServiceParts parts, BiFunction<JsonNode, Consumer<Conversion>, T> format,
            Function<List<T>, Receipt> intake, PostLog log) {
        this.operation = operation;
        this.snapshots = parts.snapshots();
        this.format = format;
        this.intake = intake;
        this.log = log;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public Reply handle(ApiRequest request) {
        return PostedRecords.read(request.records(), json -> format.apply(json, Conversion.UNREPORTED))
                .reply(request, snapshots, intake, log);
    }
}
