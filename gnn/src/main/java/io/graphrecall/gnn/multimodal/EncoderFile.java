package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.multimodal.MultimodalParameters.Fusion;
import io.graphrecall.gnn.tensor.ArrayFile;
import io.graphrecall.schema.RecallException;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trained encoder as named arrays: what it is made of, the terms it knows, its weights. */
final class EncoderFile {

    /** Raised when an older program could not read what a newer one writes. */
    private static final int VERSION = 1;

    private static final String MODEL = "model";
    private static final String TERMS = "terms";
    private static final String WEIGHT = "weight/";

    private EncoderFile() {}

    /** What an encoder is made from. */
    record Parts(MultimodalParameters.Model model, TermIndex terms, int soundWidth, Map<String, NDArray> weights) {}

    static void write(OutputStream out, NDManager scope, Parts parts) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put(MODEL, scope.create(numbers(parts.model(), parts.soundWidth())));
        byte[] terms = String.join("\n", parts.terms().terms()).getBytes(StandardCharsets.UTF_8);
        arrays.put(TERMS, scope.create(ByteBuffer.wrap(terms), new Shape(terms.length), DataType.UINT8));
        parts.weights().forEach((name, array) -> arrays.put(WEIGHT + name, array));
        ArrayFile.write(out, arrays);
    }

    /** @throws RecallException with {@code CONFLICT} where this is no encoder, or one of another version */
    static Parts read(InputStream in, NDManager scope) {
        Map<String, NDArray> arrays = ArrayFile.read("the multimodal encoder", in, scope);
        NDArray numbers = arrays.remove(MODEL);
        NDArray terms = arrays.remove(TERMS);
        if (numbers == null || terms == null || numbers.toDoubleArray()[0] != VERSION) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "the multimodal encoder is of another version than " + VERSION + "; train it again");
        }
        double[] model = numbers.toDoubleArray();
        String known = new String(terms.toByteArray(), StandardCharsets.UTF_8);
        Map<String, NDArray> weights = new LinkedHashMap<>();
        arrays.forEach((name, array) -> weights.put(name.substring(WEIGHT.length()), array));
        return new Parts(
                model(model), new TermIndex(known.isEmpty() ? List.of() : List.of(known.split("\n", -1))),
                (int) model[model.length - 1], weights);
    }

    private static double[] numbers(MultimodalParameters.Model model, int soundWidth) {
        return new double[] {
            VERSION, model.width(), model.heads(), model.textLayers(), model.patchLayers(), model.streamLayers(),
            model.dropout(), model.frameSize(), model.mostTerms(), model.mostFrames(), model.mostSegments(),
            model.vocabulary(), model.minTexts(), model.fusion() == Fusion.EARLY ? 1 : 0, soundWidth
        };
    }

    private static MultimodalParameters.Model model(double[] n) {
        return new MultimodalParameters.Model(
                (int) n[1], (int) n[2], (int) n[3], (int) n[4], (int) n[5], (float) n[6], (int) n[7], (int) n[8],
                (int) n[9], (int) n[10], (int) n[11], (int) n[12], n[13] == 1 ? Fusion.EARLY : Fusion.LATE);
    }
}
