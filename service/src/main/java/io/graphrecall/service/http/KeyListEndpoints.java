package io.graphrecall.service.http;

import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.catalogue.ContentCatalogue.ListedItem;
import io.graphrecall.service.catalogue.KeyRange;
import io.graphrecall.service.catalogue.UserCatalogue;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * {@code GET /v1/items} and {@code GET /v1/users}: pages of the items and users in the graph, in ascending order of their
 * ids.
 */
record KeyListEndpoints(ContentCatalogue catalogue, UserCatalogue users) {

    private record Items(List<ListedItem> items, @Nullable String cursor) {}

    private record Users(List<ListedUser> users, @Nullable String cursor) {}

    private record ListedUser(String userId) {}

    private record Page<T>(List<T> entries, @Nullable String cursor) {}

    /** Returns up to {@code limit} entries after a key, or from the first one on. */
    @FunctionalInterface
    private interface Source<T> {
        List<T> read(@Nullable String after, int limit);
    }

    Reply items(ApiRequest request) {
        String category = request.parameters().text("category");
        Page<ListedItem> page = page(request.parameters(), category == null ? "items" : "items " + category,
                (after, limit) -> catalogue.items(category, after, limit), ListedItem::itemId);
        return Reply.ok(new Items(page.entries, page.cursor));
    }

    Reply users(ApiRequest request) {
        String prefix = Objects.requireNonNullElse(request.parameters().text("prefix"), "");
        Page<String> page = page(request.parameters(), "users " + prefix,
                (after, limit) -> users.ids(KeyRange.of(prefix, after), limit), Function.identity());
        return Reply.ok(new Users(page.entries.stream().map(ListedUser::new).toList(), page.cursor));
    }

    /** @param list name of the list, with its filter */
    private static <T> Page<T> page(Parameters parameters, String list, Source<T> source, Function<T, String> key) {
        FieldErrors errors = new FieldErrors();
        String after = KeyCursor.after(parameters.text("cursor"), list, errors);
        errors.check();
        int limit = parameters.integer("limit");
        List<T> found = source.read(after, limit + 1);
        List<T> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(page, found.size() > limit ? new KeyCursor(list, key.apply(page.getLast())).text() : null);
    }
}
