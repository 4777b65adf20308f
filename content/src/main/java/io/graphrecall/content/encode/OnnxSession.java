package io.graphrecall.content.encode;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Text model and tokenizer in native memory. Not thread-safe. */
final class OnnxSession implements AutoCloseable {

    private static final String ENGINE = "OnnxRuntime";

    private final HuggingFaceTokenizer tokenizer;
    private final Model model;
    private final Predictor<NDList, NDList> predictor;

    private OnnxSession(HuggingFaceTokenizer tokenizer, Model model) {
        this.tokenizer = tokenizer;
        this.model = model;
        this.predictor = model.newPredictor(new NoopTranslator());
    }

    /** Loads a model from the class path. */
    static OnnxSession open(EncoderModel encoderModel, int maxTokens, int threads) {
        DjlSettings.apply();
        try (InputStream tokens = resource(encoderModel.tokenizerResource());
                InputStream weights = resource(encoderModel.modelResource())) {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    tokens, Map.of("padding", "false", "truncation", "true", "maxLength", String.valueOf(maxTokens)));
            Model model = load(encoderModel.modelName(), weights, threads);
            return new OnnxSession(tokenizer, model);
        } catch (LinkageError | EngineException | IllegalStateException e) {
            throw new RecallException(Code.UNAVAILABLE, "Could not load the native libraries of the text encoder on "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ": " + e.getMessage(), e);
        } catch (IOException | MalformedModelException e) {
            throw new RecallException(
                    Code.UNAVAILABLE,
                    "Could not read the text encoder " + encoderModel.modelName() + ": " + e.getMessage(), e);
        }
    }

    /** Loads an ONNX model with a number of threads per operator. */
    static Model load(String name, InputStream weights, int threads) throws IOException, MalformedModelException {
        DjlSettings.apply();
        Model model = Model.newInstance(name, ENGINE);
        model.load(weights, Map.of("intraOpNumThreads", String.valueOf(threads), "interOpNumThreads", "1"));
        return model;
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = OnnxSession.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is not on the class path");
        }
        return in;
    }

    /** Returns the token ids of texts, truncated and not padded. */
    List<long[]> tokens(List<String> texts) {
        return Arrays.stream(tokenizer.batchEncode(texts)).map(Encoding::getIds).toList();
    }

    /**
     * Runs the model.
     *
     * @param batch  token ids of each text
     * @param length length of the longest text in tokens
     * @return token vectors, [batch, length, dimension] in one array
     */
    float[] run(List<long[]> batch, int length) {
        long[] ids = new long[batch.size() * length];
        long[] mask = new long[ids.length];
        for (int i = 0; i < batch.size(); i++) {
            long[] tokenIds = batch.get(i);
            System.arraycopy(tokenIds, 0, ids, i * length, tokenIds.length);
            Arrays.fill(mask, i * length, i * length + tokenIds.length, 1);
        }
        Shape shape = new Shape(batch.size(), length);
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList output = predictor.predict(new NDList(
                    named("input_ids", manager.create(ids, shape)),
                    named("attention_mask", manager.create(mask, shape)),
                    named("token_type_ids", manager.create(new long[ids.length], shape))));
            output.attach(manager);
            return output.getFirst().toFloatArray();
        } catch (TranslateException e) {
            throw new IllegalStateException("Could not encode texts: " + e.getMessage(), e);
        }
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    @Override
    public void close() {
        predictor.close();
        model.close();
        tokenizer.close();
    }
}
