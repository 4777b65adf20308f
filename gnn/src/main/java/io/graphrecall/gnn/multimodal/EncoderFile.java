package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.gnn.tensor.ArrayFile;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trained encoder as named arrays: how it came about, the terms it knows, its weights. */
final class EncoderFile {

    /** Raised when an older program could not read what a newer one writes. */
    private static final int VERSION = 5;

    private static final String HEADER = "header";
    private static final String TERMS = "terms";
    private static final String READOUT = "readout/";
    private static final String MEAN = READOUT + "mean";
    private static final String VISION = READOUT + "vision";
    private static final String WORDS = READOUT + "words";
    private static final String WEIGHT = "weight/";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private EncoderFile() {}

    /** What an encoder is made from. */
    record Parts(
            EncoderOrigin origin, TermIndex terms, int soundWidth, SpaceReadout readout, Map<String, NDArray> weights) {

        MultimodalParameters.Model model() {
            return origin.parameters().model();
        }
    }

    /** What is not an array. */
    private record Header(int version, int soundWidth, @Nullable EncoderOrigin origin) {}

    static void write(Path file, NDManager scope, Parts parts) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try {
            arrays.put(HEADER, bytes(
                    scope, JSON.writeValueAsBytes(new Header(VERSION, parts.soundWidth(), parts.origin()))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header of numbers and texts is no JSON", e);
        }
        arrays.put(TERMS, bytes(scope, String.join("\n", parts.terms().terms()).getBytes(StandardCharsets.UTF_8)));
        arrays.put(MEAN, scope.create(parts.readout().mean()));
        arrays.put(VISION, scope.create(parts.readout().vision()));
        arrays.put(WORDS, scope.create(parts.readout().words()));
        parts.weights().forEach((name, array) -> arrays.put(WEIGHT + name, array));
        ArrayFile.write(file, arrays);
    }

    /** @throws RecallException with {@code CONFLICT} where this is no encoder, or one of another version */
    static Parts read(InputStream in, NDManager scope) {
        Map<String, NDArray> arrays = ArrayFile.read("the multimodal encoder", in, scope);
        Header header = header(arrays.remove(HEADER));
        NDArray terms = arrays.remove(TERMS);
        NDArray mean = arrays.remove(MEAN);
        NDArray vision = arrays.remove(VISION);
        NDArray words = arrays.remove(WORDS);
        if (terms == null || mean == null || vision == null || words == null || header.version() != VERSION
                || header.origin() == null) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "the multimodal encoder is of another version than " + VERSION + "; train it again");
        }
        String known = text(terms);
        Map<String, NDArray> weights = new LinkedHashMap<>();
        arrays.forEach((name, array) -> weights.put(name.substring(WEIGHT.length()), array));
        return new Parts(
                header.origin(), new TermIndex(known.isEmpty() ? List.of() : List.of(known.split("\n", -1))),
                header.soundWidth(),
                new SpaceReadout(mean.toFloatArray(), Torch.rows(vision), Torch.rows(words)), weights);
    }

    private static Header header(@Nullable NDArray json) {
        try {
            return json == null ? new Header(0, 0, null) : JSON.readValue(text(json), Header.class);
        } catch (JsonProcessingException e) {
            return new Header(0, 0, null);
        }
    }

    private static NDArray bytes(NDManager scope, byte[] bytes) {
        return scope.create(ByteBuffer.wrap(bytes), new Shape(bytes.length), DataType.UINT8);
    }

    private static String text(NDArray bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }
}
