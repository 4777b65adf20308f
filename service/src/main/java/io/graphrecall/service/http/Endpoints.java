package io.graphrecall.service.http;

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
        events.register(metrics);
        contents.register(metrics);
        SimilarSearch search = new SimilarSearch(contract, parts);
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                new RecallEndpoint(handler),
                new UserRecallEndpoint(handler),
                new BatchRecallEndpoint(handler),
                new ExplainEndpoint(parts),
                new UserEndpoint(parts),
                new DeleteUserEndpoint(parts),
                new EventsEndpoint(parts, formats, events),
                new ContentsEndpoint(parts, contents),
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
                new RejectionsEndpoint(List.of(events, contents)),
                new OpenApiEndpoint()));
        endpoints.addAll(new GraphEndpoints(parts).all());
        endpoints.addAll(new SpaceEndpoints(parts).all());
        endpoints.addAll(new ReportEndpoints(parts).all());
        return List.copyOf(endpoints);
    }
}
