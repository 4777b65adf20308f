package io.graphrecall.content.encode;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.graphrecall.content.media.Picture;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An image model (CLIP, MobileNet, …) that turns pictures into vectors, run by ONNX Runtime. Its first input takes a
 * batch of pictures, as {@link FramePreparation} says; an output holds a vector a picture. Holds native memory of about
 * the model's size until closed. Thread-safe: one call works at a time.
 */
public final class OnnxFrameEncoder implements AutoCloseable {

    private static final int AT_ONCE = 16;

    private final Path file;
    private final FramePreparation preparation;
    private final String fingerprint;
    private final Model model;
    private final Predictor<NDList, NDList> predictor;
    private final int dimension;

    private OnnxFrameEncoder(Path file, FramePreparation preparation, String fingerprint, Model model) {
        this.file = file;
        this.preparation = preparation;
        this.fingerprint = fingerprint;
        this.model = model;
        predictor = model.newPredictor(new NoopTranslator());
        int size = preparation.size();
        dimension = encode(List.of(new Picture(size, size, new byte[size * size * Picture.CHANNELS])))[0].length;
    }

    /**
     * Loads a model.
     *
     * @param file    the model; the {@link FramePreparation} stands in a file of the same name that ends in {@code .json}
     * @param threads of one operation
     * @throws RecallException with {@code INVALID} where either file cannot be used, with {@code UNAVAILABLE} where the
     *                         native libraries cannot be loaded on this machine
     */
    public static OnnxFrameEncoder open(Path file, int threads) {
        FramePreparation preparation = FramePreparation.read(FramePreparation.beside(file));
        Model model = load(file, threads);
        try {
            return new OnnxFrameEncoder(file, preparation, fingerprint(file), model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static Model load(Path file, int threads) {
        try (InputStream weights = Files.newInputStream(file)) {
            Model model = Model.newInstance(file.getFileName().toString(), OnnxSession.ENGINE);
            model.load(weights, Map.of("intraOpNumThreads", String.valueOf(threads), "interOpNumThreads", "1"));
            return model;
        } catch (LinkageError | IllegalStateException e) {
            throw new RecallException(Code.UNAVAILABLE, "the image model's native libraries cannot be loaded on "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ": " + e.getMessage(), e);
        } catch (IOException | MalformedModelException | EngineException e) {
            throw new RecallException(Code.INVALID, file + " is no ONNX model that can be read: " + e.getMessage(), e);
        }
    }

    private static String fingerprint(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(file));
            digest.update(Files.readAllBytes(FramePreparation.beside(file)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new RecallException(Code.INVALID, file + " cannot be read: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Where the model is. */
    public Path file() {
        return file;
    }

    /** A text that differs where models do, or what they want their pictures to be. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Width and height of the pictures it takes. */
    public int size() {
        return preparation.size();
    }

    /** How many numbers a vector has. */
    public int dimension() {
        return dimension;
    }

    /**
     * The vectors of pictures of the wanted size, as the model gives them.
     *
     * @throws RecallException with {@code INVALID} where the model does not give a vector a picture
     */
    public synchronized float[][] encode(List<Picture> pictures) {
        float[][] vectors = new float[pictures.size()][];
        for (int from = 0; from < vectors.length; from += AT_ONCE) {
            List<Picture> batch = pictures.subList(from, Math.min(vectors.length, from + AT_ONCE));
            float[] flat = run(batch);
            int width = flat.length / batch.size();
            for (int i = 0; i < batch.size(); i++) {
                vectors[from + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
            }
        }
        return vectors;
    }

    private float[] run(List<Picture> batch) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList output = predictor.predict(new NDList(manager.create(
                    preparation.numbers(batch), new Shape(preparation.shape(batch.size())))));
            output.attach(manager);
            NDArray vectors = chosen(output);
            if (vectors.getShape().dimension() < 2 || vectors.getShape().get(0) != batch.size()) {
                throw new RecallException(Code.INVALID, file + " gives " + vectors.getShape() + " for " + batch.size()
                        + " pictures, a vector each is wanted");
            }
            return vectors.toFloatArray();
        } catch (TranslateException e) {
            throw new RecallException(Code.INVALID, file + " cannot be run: " + e.getMessage(), e);
        }
    }

    private NDArray chosen(NDList output) {
        String name = preparation.output();
        return output.stream().filter(array -> name == null || name.equals(array.getName())).findFirst()
                .orElseThrow(() -> new RecallException(Code.INVALID, file + " has no output '" + name + "'; there are "
                        + output.stream().map(NDArray::getName).toList()));
    }

    @Override
    public synchronized void close() {
        predictor.close();
        model.close();
    }
}
