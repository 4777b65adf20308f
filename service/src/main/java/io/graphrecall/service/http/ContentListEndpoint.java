package io.graphrecall.service.http;

import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.catalogue.StoredFacts;
import io.graphrecall.service.filter.Clause;
import io.graphrecall.service.filter.ContentFilter;
import io.graphrecall.service.filter.FilterGroup;
import io.graphrecall.service.overlay.LiveContent;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code GET /v1/contents}: a page of the eligible contents, the most popular or the latest first, from memory; descriptions
 * and further fields come from the graph. A cursor holds the sort value and the ordinal of the last content of a page. Both
 * keep their meaning while a generation serves, so new contents cause neither repetitions nor gaps.
 */
final class ContentListEndpoint {

    private final FieldSchema fields;
    private final LiveSnapshots snapshots;
    private final ContentCatalogue catalogue;
    private final InstantSource clock;

    ContentListEndpoint(Contract contract, ServiceParts parts) {
        fields = contract.schema("Include");
        this.snapshots = parts.snapshots();
        this.catalogue = parts.catalogue();
        this.clock = parts.clock();
    }

    /**
     * The position after a content in a list.
     *
     * @param list    generation, order and category of the list
     * @param value   sort value of the content, see {@link #values}
     * @param ordinal of the content
     */
    private record Position(String list, long value, int ordinal) {

        /** Returns true if a content comes after this position. */
        boolean precedes(long otherValue, int other) {
            return otherValue < value || (otherValue == value && other > ordinal);
        }

        String cursor() {
            String text = value + " " + ordinal + " " + list;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /** @throws IllegalArgumentException if the text is no cursor */
        static Position of(String cursor) {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split(" ", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("a cursor has three parts");
            }
            return new Position(parts[2], Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    Reply handle(ApiRequest request) {
        Parameters parameters = request.parameters();
        ServingSnapshot snapshot = snapshots.get();
        boolean latest = "latest".equals(parameters.text("sort"));
        String category = parameters.text("category");
        String generation = snapshot.manifest().id().value();
        String list = generation + " " + parameters.text("sort") + " " + (category == null ? "" : category);
        FieldErrors errors = new FieldErrors();
        IncludedFields include = IncludedFields.of(IncludedFields.names(parameters), fields, snapshot, errors);
        Position after = position(parameters.text("cursor"), list, generation, errors);
        errors.check();
        int limit = Objects.requireNonNull(parameters.number("limit")).intValue();
        IntToLongFunction values = values(snapshot, latest);
        IntPredicate accepted = accepted(snapshot, category);
        List<Integer> found = contents(snapshot, latest)
                .map(contents -> contents
                        .filter(content -> after.precedes(values.applyAsLong(content), content)
                                && accepted.test(content))
                        .boxed())
                .flatMap(contents -> contents.limit(limit + 1L))
                .sorted(Comparator.comparingLong((Integer content) -> -values.applyAsLong(content))
                        .thenComparingInt(content -> content))
                .limit(limit + 1L).toList();
        List<Integer> page = found.subList(0, Math.min(limit, found.size()));
        Map<String, StoredFacts> stored = include.stored(
                catalogue, () -> page.stream().map(snapshot::contentId).toList(), IncludedFields.LIMIT);
        return Reply.json(200, Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("generation", generation);
            json.writeArrayFieldStart("contents");
            for (int content : page) {
                json.writeStartObject();
                json.writeStringField("content_id", snapshot.contentId(content));
                include.write(json, snapshot, content, stored);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (found.size() > page.size()) {
                int last = page.getLast();
                json.writeStringField("cursor", new Position(list, values.applyAsLong(last), last).cursor());
            }
            json.writeEndObject();
        }));
    }

    private static Position position(@Nullable String cursor, String list, String generation, FieldErrors errors) {
        Position start = new Position(list, Long.MAX_VALUE, -1);
        if (cursor == null) {
            return start;
        }
        try {
            Position position = Position.of(cursor);
            if (!position.list().equals(list)) {
                errors.add("/cursor", position.list().startsWith(generation + " ")
                        ? "is of a list with another sort or category"
                        : "is of another generation than " + generation + ": start again without a cursor");
            }
            return position;
        } catch (IllegalArgumentException e) {
            errors.add("/cursor", "is '" + cursor + "', expected a cursor of an earlier response");
            return start;
        }
    }

    /** Returns the sort values by content: popularity as the bits of a float, which sort like it, or epoch milliseconds. */
    private static IntToLongFunction values(ServingSnapshot snapshot, boolean latest) {
        float[] popularity = snapshot.tables().popularity();
        return latest
                ? snapshot::publishedAt
                : content -> content < popularity.length ? Float.floatToRawIntBits(popularity[content]) : 0;
    }

    /**
     * Returns the contents in two streams: those of the generation in the order of the list, and those of the overlay. The
     * first contents of both, limited to a page, contain the first ones of the list.
     */
    private static Stream<IntStream> contents(ServingSnapshot snapshot, boolean latest) {
        if (!latest) {
            return Stream.of(IntStream.of(snapshot.byPopularity()),
                    snapshot.overlay().newContents().stream().mapToInt(LiveContent::ordinal));
        }
        return Stream.of(
                IntStream.of(snapshot.byPublication()).filter(content -> !snapshot.overlay().replaces(content)),
                snapshot.overlay().contents().stream()
                        .filter(content -> content.publishedAt() != ServingSnapshot.UNKNOWN_TIME)
                        .sorted(Comparator.comparingLong((LiveContent content) -> -content.publishedAt())
                                .thenComparingInt(LiveContent::ordinal))
                        .mapToInt(LiveContent::ordinal));
    }

    private IntPredicate accepted(ServingSnapshot snapshot, @Nullable String category) {
        FilterGroup filter = category == null
                ? FilterGroup.NONE
                : new FilterGroup(List.of(Clause.any("category", List.of(category))), List.of(), List.of());
        ContentFilter compiled = ContentFilter.compile(snapshot, new ContentFilter.Rules(
                clock.millis(), List.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of(filter)));
        return content -> !compiled.removes(content);
    }
}
