package io.graphrecall.service.http;

import java.util.List;

/** The endpoints there are. */
final class Endpoints {

    private Endpoints() {}

    static List<Endpoint> all(HttpParameters parameters, ServiceParts parts, ServiceMetrics metrics) {
        EventFormats formats = new EventFormats(parts.snapshots(), parts.clock());
        RecallQuestions questions = new RecallQuestions(parts, formats);
        Recalling recalling = new Recalling(parts, parameters);
        return List.of(
                new RecallEndpoint(questions, recalling),
                new UserRecallEndpoint(questions, recalling),
                new BatchRecallEndpoint(questions, recalling),
                new ExplainEndpoint(parts),
                new UserEndpoint(parts),
                new DeleteUserEndpoint(parts),
                new EventsEndpoint(parts, formats),
                new ContentsEndpoint(parts),
                new DeleteContentEndpoint(parts),
                new SimilarEndpoint(parts),
                new GenerationsEndpoint(parts),
                new ActivateEndpoint(parts),
                new HealthEndpoint(),
                new ReadyEndpoint(parts),
                new MetricsEndpoint(metrics),
                new OpenApiEndpoint());
    }
}
