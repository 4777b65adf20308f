package io.graphrecall.service.http;

import io.vertx.core.http.HttpMethod;

/** {@code POST /v1/recall}: contents for one user. */
final class RecallEndpoint implements Endpoint {

    private final RecallQuestions questions;
    private final Recalling recalling;

    RecallEndpoint(RecallQuestions questions, Recalling recalling) {
        this.questions = questions;
        this.recalling = recalling;
    }

    @Override
    public Route route() {
        return Route.read(HttpMethod.POST, "/v1/recall");
    }

    @Override
    public Reply answer(Call call) {
        RecallQuestion question = questions.read(Json.read(call.body(), RecallBody.class), "");
        return recalling.reply(call.requestId(), question);
    }
}
