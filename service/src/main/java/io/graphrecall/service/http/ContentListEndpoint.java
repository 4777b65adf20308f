package io.graphrecall.service.http;

import io.graphrecall.pipeline.filter.Clause;
import io.graphrecall.pipeline.filter.ContentFilter;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.FilterParser;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.schema.Sha256;
import io.graphrecall.service.catalogue.StoredFacts;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code GET /v1/contents}: a page of the eligible contents, the most popular or the latest first, from memory; descriptions
 * and further fields come from the graph. Contents of equal value are in the order of their ordinals, then new ones in that
 * of their ids, because each member numbers new contents by itself. A cursor holds the place of the last content of a page
 * in this order. It keeps its meaning on all members while a generation serves, so new contents cause neither repetitions
 * nor gaps.
 */
record ContentListEndpoint(FieldSchema fields, FilterSchema filters, ServiceParts parts) {

    /**
     * The place of a content in a list.
     *
     * @param value   sort value of the content, see {@link #values}
     * @param ordinal of a content of the generation; one more than the last of them for a new content
     * @param id      of a new content; empty for a content of the generation
     */
    private record Place(long value, int ordinal, String id) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::value).reversed()
                .thenComparingInt(Place::ordinal).thenComparing(Place::id);
        static final Place START = new Place(Long.MAX_VALUE, -1, "");

        static Place of(ServingSnapshot snapshot, long value, int content) {
            int size = snapshot.tables().contents().size();
            return content < size
                    ? new Place(value, content, "")
                    : new Place(value, size, snapshot.contentId(content));
        }

        /** Returns true if a content comes after this place. */
        boolean precedes(ServingSnapshot snapshot, long otherValue, int other) {
            return otherValue < value || (otherValue == value && compareTo(of(snapshot, otherValue, other)) < 0);
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        String text() {
            return value + " " + ordinal + " " + id;
        }

        /** @throws IllegalArgumentException or IndexOutOfBoundsException if the text is none of {@link #text} */
        static Place parse(String text) {
            String[] parts = text.split(" ", 3);
            return new Place(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2]);
        }
    }

    Reply handle(ApiRequest request) {
        Parameters parameters = request.parameters();
        ServingSnapshot snapshot = parts.recalls().snapshots().get();
        boolean latest = "latest".equals(parameters.text("sort"));
        String category = parameters.text("category");
        String scene = request.scene(parameters.text("scene"));
        String generation = snapshot.manifest().id().value();
        String filter = parameters.text("filter");
        // Hashed, because the next request has the filter beside the cursor, and the length of a request line is limited.
        String list = generation + " " + Sha256.hex(parameters.text("sort") + " " + (category == null ? "" : category)
                + (scene == null ? "" : " in " + scene) + (filter == null ? "" : " with " + filter));
        FieldErrors errors = new FieldErrors();
        FilterGroup ofScene = errors.value("",
                () -> scene == null ? FilterGroup.NONE : parts.recalls().pipeline().scene(scene).filter());
        FilterGroup ofRequest = filters.parse(
                parameters.json("filter", FilterParser.Filter.class), false, false, snapshot, errors);
        IncludedFields include = IncludedFields.of(parameters.list("include"), fields, false, snapshot, errors);
        Place after = place(parameters.text("cursor"), list, generation, errors);
        errors.check();
        int limit = parameters.integer("limit");
        IntToLongFunction values = values(snapshot, latest);
        IntPredicate accepted = accepted(
                snapshot, category, List.of(Objects.requireNonNull(ofScene), ofRequest));
        IntFunction<Place> places = content -> Place.of(snapshot, values.applyAsLong(content), content);
        List<Integer> found = contents(snapshot, latest, limit + 1,
                content -> after.precedes(snapshot, values.applyAsLong(content), content) && accepted.test(content))
                .boxed().sorted(Comparator.comparing(places::apply)).limit(limit + 1L).toList();
        List<Integer> page = found.subList(0, Math.min(limit, found.size()));
        Map<String, StoredFacts> stored = include.stored(
                parts.recalls().catalogue(), () -> page.stream().map(snapshot::contentId).toList(),
                IncludedFields.LIMIT);
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
                json.writeStringField("cursor", new KeyCursor(list, places.apply(page.getLast()).text()).text());
            }
            json.writeEndObject();
        }));
    }

    private static Place place(@Nullable String cursor, String list, String generation, FieldErrors errors) {
        if (cursor == null) {
            return Place.START;
        }
        try {
            KeyCursor position = KeyCursor.of(cursor);
            if (!position.list().equals(list)) {
                errors.add("/cursor", position.list().startsWith(generation + " ")
                        ? "is of a list with another sort, category, filter or scene"
                        : "is of another generation than " + generation + ": start again without a cursor");
            }
            return Place.parse(position.after());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            errors.add("/cursor", "is '" + cursor + "', expected a cursor of an earlier response");
            return Place.START;
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
     * Returns the accepted contents of the overlay, and the first accepted ones of the generation, which are sorted. They
     * contain the first contents of the list, up to the limit.
     */
    private static IntStream contents(ServingSnapshot snapshot, boolean latest, int limit, IntPredicate accepted) {
        LiveOverlay overlay = snapshot.overlay();
        IntStream ofGeneration = latest
                ? IntStream.of(snapshot.byPublication()).filter(content -> !overlay.replaces(content))
                : IntStream.of(snapshot.byPopularity());
        Stream<LiveContent> ofOverlay = latest
                ? overlay.contents().stream().filter(content -> content.publishedAt() != ServingSnapshot.UNKNOWN_TIME)
                : overlay.newContents().stream();
        return IntStream.concat(ofGeneration.filter(accepted).limit(limit),
                ofOverlay.mapToInt(LiveContent::ordinal).filter(accepted));
    }

    private IntPredicate accepted(ServingSnapshot snapshot, @Nullable String category, List<FilterGroup> filters) {
        List<FilterGroup> all = new ArrayList<>(filters);
        if (category != null) {
            all.add(new FilterGroup(List.of(Clause.any("category", List.of(category))), List.of(), List.of()));
        }
        ContentFilter compiled = ContentFilter.compile(snapshot, new ContentFilter.Rules(
                parts.recalls().clock().millis(), List.of(), Set.of(), Set.of(), Set.of(), Set.of(), all));
        return content -> !compiled.removes(content);
    }
}
