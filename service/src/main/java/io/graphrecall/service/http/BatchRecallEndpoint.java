package io.graphrecall.service.http;

import io.vertx.core.http.HttpMethod;

import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/recall/batch}: contents for many users, the answers in the order of the requests. */
final class BatchRecallEndpoint implements Endpoint {

    private static final int MOST_REQUESTS = 1000;

    private final RecallQuestions questions;
    private final Recalling recalling;

    BatchRecallEndpoint(RecallQuestions questions, Recalling recalling) {
        this.questions = questions;
        this.recalling = recalling;
    }

    @Override
    public Route route() {
        return Route.read(HttpMethod.POST, "/v1/recall/batch");
    }

    @Override
    public Reply answer(Call call) {
        List<RecallBody> bodies = Json.read(call.body(), RecallBody.Batch.class).requests();
        FieldErrors errors = new FieldErrors("");
        if (bodies == null) {
            errors.add("/requests", "is missing");
            bodies = List.of();
        } else if (bodies.size() > MOST_REQUESTS) {
            errors.add("/requests", "has " + bodies.size() + " entries, at most " + MOST_REQUESTS + " are allowed");
            bodies = List.of();
        }
        List<RecallQuestion> wanted = new ArrayList<>(bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            RecallBody body = bodies.get(i);
            String pointer = "/requests/" + i;
            if (body == null) {
                errors.add(pointer, "is null, an object is wanted");
                continue;
            }
            RecallQuestion question = errors.value(pointer, () -> questions.read(body, ""));
            if (question != null) {
                wanted.add(question);
            }
        }
        errors.check();
        return recalling.reply(call.requestId(), wanted);
    }
}
