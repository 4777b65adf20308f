package io.graphrecall.service.http;

import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/** Parses and validates the vectors of requests. */
final class VectorParser {

    private VectorParser() {}

    /** Returns the embedding spaces of a snapshot with their dimensions, in words. */
    static String spaces(ServingSnapshot snapshot) {
        return snapshot.spaces().isEmpty()
                ? "none, since the generation has no embedding space"
                : snapshot.spaces().values().stream()
                        .map(space -> space.name() + " (" + space.dimensions() + " numbers)")
                        .collect(Collectors.joining(", "));
    }

    /** Returns a vector of a space, or null with an error if the space does not exist or cannot compare the vector. */
    static float @Nullable [] parse(
            String spacePointer,
            @Nullable String name,
            String pointer,
            @Nullable List<@Nullable Double> values,
            ServingSnapshot snapshot,
            FieldErrors errors) {
        ServingSpace space = name == null ? null : snapshot.spaces().get(name);
        if (space == null) {
            errors.add(spacePointer, (name == null ? "is missing" : "is '" + name + "'") + ", expected one of "
                    + spaces(snapshot));
        }
        if (values == null || values.contains(null)) {
            errors.add(pointer, values == null ? "is missing" : "has a null, expected numbers");
            return null;
        }
        if (space == null) {
            return null;
        }
        if (values.size() != space.dimensions()) {
            errors.add(pointer,
                    "has " + values.size() + " numbers, expected " + space.dimensions() + ": the spaces are "
                            + spaces(snapshot));
            return null;
        }
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            Double value = values.get(i);
            vector[i] = value == null ? 0 : value.floatValue();
        }
        if (space.prepared(vector) == null) {
            errors.add(pointer, "has no direction, expected finite numbers that are not all 0");
            return null;
        }
        return vector;
    }
}
