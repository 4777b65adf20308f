package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.ModelSpaces;

import java.util.regex.Pattern;

/** Parser for precomputed vectors. */
final class VectorFormat {

    /** Valid embedding space names. The name becomes part of a property, a channel and a file name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{0,63}[A-Za-z0-9]");

    private VectorFormat() {}

    /**
     * Parses a vector, which may be empty.
     *
     * @throws IllegalArgumentException with the predicate of an error message about the field
     */
    static float[] parse(String name, JsonNode json) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("is not a valid embedding space name: use letters, digits,"
                    + " '_' and '-', and a letter or digit at the end");
        }
        if (ModelSpaces.isOfBehaviour(name)) {
            throw new IllegalArgumentException("is the embedding space of a model: use another name");
        }
        if (!json.isArray()) {
            throw new IllegalArgumentException("is " + JsonRecord.kind(json) + ", expected a list of numbers");
        }
        float[] vector = new float[json.size()];
        for (int i = 0; i < vector.length; i++) {
            JsonNode number = json.get(i);
            vector[i] = number.floatValue();
            if (!number.isNumber() || !Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(
                        "contains " + number + " at index " + i + ", expected a finite number");
            }
        }
        return vector;
    }
}
