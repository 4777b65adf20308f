package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A trained model in an {@link ArrayFile}: its weights, and a header record in JSON. */
public final class ModelFile {

    private static final String HEADER = "header";
    private static final String WEIGHT = "weight/";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private ModelFile() {}

    /** Header and weights of a file; the caller may remove weights from the map. */
    public record Parts<H>(H header, Map<String, NDArray> weights) {}

    /** Writes a model atomically. The header is last, so that a file that was cut between two arrays lacks it. */
    public static void write(Path file, NDManager scope, Record header, Map<String, NDArray> weights) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        weights.forEach((name, array) -> arrays.put(WEIGHT + name, array));
        try {
            byte[] json = JSON.writeValueAsBytes(header);
            arrays.put(HEADER, scope.create(ByteBuffer.wrap(json), new Shape(json.length), DataType.UINT8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the header cannot be written as JSON", e);
        }
        ArrayFile.write(file, arrays);
    }

    /**
     * Reads a model written by {@link #write}.
     *
     * @param name name of the model in error messages
     * @throws RecallException with {@code CONFLICT} if this is not such a model
     */
    public static <H extends Record> Parts<H> read(String name, InputStream in, NDManager scope, Class<H> type) {
        Map<String, NDArray> arrays = ArrayFile.read(name, in, scope);
        NDArray json = arrays.remove(HEADER);
        Map<String, NDArray> weights = new LinkedHashMap<>();
        arrays.forEach((key, array) -> {
            if (key.startsWith(WEIGHT)) {
                weights.put(key.substring(WEIGHT.length()), array);
            }
        });
        try {
            if (json != null) {
                return new Parts<>(JSON.readValue(json.toByteArray(), type), weights);
            }
        } catch (IOException e) {
            throw otherVersion(name, e);
        }
        throw otherVersion(name, null);
    }

    /** Returns the exception for a header of an unknown version. */
    public static RecallException otherVersion(String name, @Nullable Throwable cause) {
        return new RecallException(
                RecallException.Code.CONFLICT, name + " has another format version; the next training replaces it",
                cause);
    }
}
