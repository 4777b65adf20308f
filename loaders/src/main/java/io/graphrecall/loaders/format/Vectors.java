package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/** A vector of a space that the data set brings itself. */
final class Vectors {

    /** The name becomes part of a property, a channel and a file. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Vectors() {}

    /**
     * @throws IllegalArgumentException with a predicate of the field as its message
     */
    static float[] parse(String name, JsonNode json) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("is no name of a space: letters, digits, '_' and '-' are allowed");
        }
        if (!json.isArray() || json.isEmpty()) {
            throw new IllegalArgumentException("is " + (json.isArray() ? "an empty list" : JsonRecord.kind(json))
                    + ", a list of numbers is wanted");
        }
        float[] vector = new float[json.size()];
        for (int i = 0; i < vector.length; i++) {
            JsonNode number = json.get(i);
            vector[i] = number.floatValue();
            if (!number.isNumber() || !Float.isFinite(vector[i])) {
                throw new IllegalArgumentException("holds " + number + " at " + i + ", a finite number is wanted");
            }
        }
        return vector;
    }
}
