package io.graphrecall.service.http;

import io.graphrecall.service.catalogue.ContentCatalogue;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** {@code GET /v1/items}: a page of the items in the graph, in ascending order of their ids. */
final class ItemListEndpoint {

    private final ContentCatalogue catalogue;

    ItemListEndpoint(ServiceParts parts) {
        catalogue = parts.catalogue();
    }

    private record Page(List<ContentCatalogue.ListedItem> items, @Nullable String cursor) {}

    Reply handle(ApiRequest request) {
        Parameters parameters = request.parameters();
        String category = parameters.text("category");
        String list = category == null ? "items" : "items " + category;
        FieldErrors errors = new FieldErrors();
        String after = KeyCursor.after(parameters.text("cursor"), list, errors);
        errors.check();
        int limit = Objects.requireNonNull(parameters.number("limit")).intValue();
        List<ContentCatalogue.ListedItem> found = catalogue.items(category, after, limit + 1);
        List<ContentCatalogue.ListedItem> page = found.subList(0, Math.min(limit, found.size()));
        return Reply.ok(new Page(
                page, found.size() > limit ? new KeyCursor(list, page.getLast().itemId()).text() : null));
    }
}
