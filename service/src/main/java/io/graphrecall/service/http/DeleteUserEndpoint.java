package io.graphrecall.service.http;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.intake.EventIntake;
import io.vertx.core.http.HttpMethod;

/** {@code DELETE /v1/users/{user_id}}: forgets a user, with events and state. */
final class DeleteUserEndpoint implements Endpoint {

    private final EventIntake events;

    DeleteUserEndpoint(ServiceParts parts) {
        this.events = parts.events();
    }

    @Override
    public Route route() {
        return Route.write(HttpMethod.DELETE, "/v1/users/{user_id}");
    }

    @Override
    public Reply answer(Call call) {
        call.query().only();
        UserId user = PathIds.user(call);
        if (!events.deleteUser(user)) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "there is no user '" + user.key() + "'");
        }
        return Reply.nothing();
    }
}
