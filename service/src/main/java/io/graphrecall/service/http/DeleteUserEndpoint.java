package io.graphrecall.service.http;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.intake.EventIntake;

/** {@code DELETE /v1/users/{user_id}}: deletes a user with all events and state. */
final class DeleteUserEndpoint implements Endpoint {

    private final EventIntake events;

    DeleteUserEndpoint(ServiceParts parts) {
        this.events = parts.events();
    }

    @Override
    public String operation() {
        return "deleteUser";
    }

    @Override
    public Reply handle(ApiRequest request) {
        UserId user = request.parameters().id("user_id", UserId::new);
        if (!events.deleteUser(user)) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "unknown user '" + user.key() + "'");
        }
        return Reply.noContent();
    }
}
