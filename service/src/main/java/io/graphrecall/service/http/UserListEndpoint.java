package io.graphrecall.service.http;

import io.graphrecall.service.catalogue.KeyRange;
import io.graphrecall.service.catalogue.UserCatalogue;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** {@code GET /v1/users}: a page of the users in the graph, in ascending order of their ids. */
final class UserListEndpoint {

    private final UserCatalogue catalogue;

    UserListEndpoint(ServiceParts parts) {
        catalogue = parts.userCatalogue();
    }

    private record Page(List<Listed> users, @Nullable String cursor) {}

    private record Listed(String userId) {}

    Reply handle(ApiRequest request) {
        Parameters parameters = request.parameters();
        String prefix = Objects.requireNonNullElse(parameters.text("prefix"), "");
        String list = "users " + prefix;
        FieldErrors errors = new FieldErrors();
        String after = KeyCursor.after(parameters.text("cursor"), list, errors);
        errors.check();
        int limit = Objects.requireNonNull(parameters.number("limit")).intValue();
        List<String> found = catalogue.ids(KeyRange.of(prefix, after), limit + 1);
        List<String> page = found.subList(0, Math.min(limit, found.size()));
        return Reply.ok(new Page(page.stream().map(Listed::new).toList(),
                found.size() > limit ? new KeyCursor(list, page.getLast()).text() : null));
    }
}
