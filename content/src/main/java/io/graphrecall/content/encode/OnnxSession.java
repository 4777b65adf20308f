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
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Text model and tokenizer in native memory. A process keeps the session that was closed last, because a build and a
 * service in one process need the same one after each other, and loading takes a second. Not thread-safe.
 */
final class OnnxSession implements AutoCloseable {

    private static final String ENGINE = "OnnxRuntime";

    private static final AtomicReference<@Nullable OnnxSession> IDLE = new AtomicReference<>();

    private final Key key;
    private final HuggingFaceTokenizer tokenizer;
    private final Model model;
    private final Predictor<NDList, NDList> predictor;

    /** Parameters of a session. */
    private record Key(EncoderModel model, int maxTokens, int threads) {}

    private OnnxSession(Key key, HuggingFaceTokenizer tokenizer, Model model) {
        this.key = key;
        this.tokenizer = tokenizer;
        this.model = model;
        this.predictor = model.newPredictor(new NoopTranslator());
    }

    /** Loads a model from the class path, unless the idle session has it. */
    static OnnxSession open(EncoderModel encoderModel, int maxTokens, int threads) {
        Key key = new Key(encoderModel, maxTokens, threads);
        OnnxSession idle = IDLE.getAndSet(null);
        if (idle != null && idle.key.equals(key)) {
            return idle;
        }
        if (idle != null) {
            idle.free();
        }
        return load(key);
    }

    private static OnnxSession load(Key key) {
        EncoderModel encoderModel = key.model();
        DjlSettings.apply();
        try (InputStream tokens = resource(encoderModel.tokenizerResource());
                InputStream weights = resource(encoderModel.modelResource())) {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    tokens,
                    Map.of("padding", "false", "truncation", "true", "maxLength", String.valueOf(key.maxTokens())));
            Model model = load(encoderModel.modelName(), weights, key.threads());
            return new OnnxSession(key, tokenizer, model);
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

    /** Keeps this session as the idle one, and frees the memory of the idle one before. */
    @Override
    public void close() {
        OnnxSession before = IDLE.getAndSet(this);
        if (before != null) {
            before.free();
        }
    }

    private void free() {
        predictor.close();
        model.close();
        tokenizer.close();
    }
}
