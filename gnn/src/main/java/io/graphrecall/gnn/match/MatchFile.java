package io.graphrecall.gnn.match;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.tensor.ArrayFile;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trained model as named arrays: how it came about, what it has weights for, its weights. */
final class MatchFile {

    /** Raised when an older program could not read what a newer one writes. */
    private static final int VERSION = 1;

    private static final String HEADER = "header";
    private static final String WEIGHT = "weight/";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private MatchFile() {}

    /** What a model is made from. */
    record Parts(MatchOrigin origin, Vocabulary vocabulary, Map<String, NDArray> weights) {}

    /** What is not an array; actions are told by their place in the list. */
    private record Header(
            int version, @Nullable MatchOrigin origin, List<String> actions, List<String> features,
            List<String> nodes) {}

    static void write(Path file, NDManager scope, Parts parts) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        Vocabulary vocabulary = parts.vocabulary();
        try {
            byte[] header = JSON.writeValueAsBytes(new Header(
                    VERSION, parts.origin(), actions(), vocabulary.features().keys(), vocabulary.nodes().keys()));
            arrays.put(HEADER, scope.create(ByteBuffer.wrap(header), new Shape(header.length), DataType.UINT8));
        } catch (IOException e) {
            throw new UncheckedIOException("a header of numbers and texts is no JSON", e);
        }
        parts.weights().forEach((name, array) -> arrays.put(WEIGHT + name, array));
        ArrayFile.write(file, arrays);
    }

    /** @throws RecallException with {@code CONFLICT} where this is no model, or one of another version */
    static Parts read(InputStream in, NDManager scope) {
        Map<String, NDArray> arrays = ArrayFile.read("the deep match model", in, scope);
        Header header = header(arrays.remove(HEADER));
        if (header.version() != VERSION || header.origin() == null || !header.actions().equals(actions())) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "the deep match model is of another version than " + VERSION + "; train it again");
        }
        Map<String, NDArray> weights = new LinkedHashMap<>();
        arrays.forEach((name, array) -> weights.put(name.substring(WEIGHT.length()), array));
        return new Parts(
                header.origin(), new Vocabulary(NodeIndex.of(header.features()), NodeIndex.of(header.nodes())),
                weights);
    }

    private static Header header(@Nullable NDArray json) {
        Header none = new Header(0, null, List.of(), List.of(), List.of());
        try {
            return json == null ? none : JSON.readValue(json.toByteArray(), Header.class);
        } catch (IOException e) {
            return none;
        }
    }

    private static List<String> actions() {
        return Arrays.stream(Action.values()).map(Action::wireName).toList();
    }
}
