package io.graphrecall.service.http;

import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.service.intake.CatalogueIntake;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The list of endpoints. */
final class Endpoints {

    private Endpoints() {}

    static List<Endpoint> all(
            Contract contract, HttpParameters parameters, ServiceParts parts, ServiceMetrics metrics) {
        EventFormats formats = new EventFormats(parts.snapshots(), parts.clock());
        RecallHandler handler = new RecallHandler(
                new RecallRequestParser(contract, parts, formats, parameters.maxBatchContents()), parts,
                parameters.minSeqTimeout(), metrics);
        PostLog events = new PostLog("events", InstantSource.system());
        PostLog contents = new PostLog("contents", InstantSource.system());
        PostLog items = new PostLog("items", InstantSource.system());
        PostLog users = new PostLog("users", InstantSource.system());
        List<PostLog> logs = List.of(events, contents, items, users);
        logs.forEach(log -> log.register(metrics));
        CatalogueIntake intake = parts.contents();
        SimilarSearch search = new SimilarSearch(contract, parts);
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                new RecallEndpoint(handler),
                new UserRecallEndpoint(handler),
                new BatchRecallEndpoint(handler),
                new ExplainEndpoint(parts),
                new UserEndpoint(parts),
                new DeleteUserEndpoint(parts),
                new EventsEndpoint(parts, formats, events),
                new CatalogueEndpoint<>("postContents", parts, CatalogueFormat::content, intake::post, contents),
                new CatalogueEndpoint<>("postItems", parts, CatalogueFormat::item, intake::postItems, items),
                new CatalogueEndpoint<>("postUsers", parts, CatalogueFormat::user, intake::postUsers, users),
                new ContentListEndpoint(parts),
                new ContentEndpoint(parts),
                new CoverEndpoint(parts),
                new DeleteContentEndpoint(parts),
                new SimilarContentsEndpoint(search),
                new SimilarEndpoint(search),
                new ScenesEndpoint(parts),
                new GenerationsEndpoint(parts),
                new ActivateEndpoint(parts),
                new ReloadEndpoint(parts),
                new HealthEndpoint(),
                new ReadyEndpoint(parts),
                new MetricsEndpoint(metrics),
                new RejectionsEndpoint(logs),
                new OpenApiEndpoint()));
        endpoints.addAll(new GraphEndpoints(parts).all());
        endpoints.addAll(new SpaceEndpoints(parts).all());
        endpoints.addAll(new ReportEndpoints(parts).all());
        endpoints.addAll(new DeadLetterEndpoints(parts).all());
        return List.copyOf(endpoints);
    }
}
