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
import io.graphrecall.schema.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Image encoder: an ONNX model (CLIP, MobileNet, …) that maps pictures to vectors. Its first input is a batch of
 * pictures in the format of {@link FramePreparation}, and one of its outputs has a vector per picture. It uses native
 * memory of about the model's size until it is closed. Thread-safe.
 */
public final class OnnxFrameEncoder implements AutoCloseable {

    private static final int BATCH_SIZE = 16;

    private final Path file;
    private final FramePreparation preparation;
    private final String fingerprint;
    private final Model model;
    /** Held for reading while the model runs, and for writing when it is closed. */
    private final ReadWriteLock running = new ReentrantReadWriteLock();
    private final int dimension;

    private OnnxFrameEncoder(Path file, FramePreparation preparation, String fingerprint, Model model) {
        this.file = file;
        this.preparation = preparation;
        this.fingerprint = fingerprint;
        this.model = model;
        int size = preparation.size();
        dimension = encode(List.of(new Picture(size, size, new byte[size * size * Picture.CHANNELS])))[0].length;
    }

    /**
     * Loads a model.
     *
     * @param file model file; its {@link FramePreparation} is in a file of the same name with the ending {@code .json}
     * @throws RecallException INVALID if one of the files is wrong, UNAVAILABLE if the native libraries cannot be loaded
     *                         on this machine
     */
    public static OnnxFrameEncoder open(Path file) {
        FramePreparation preparation = FramePreparation.read(FramePreparation.fileOf(file));
        Model model = load(file);
        try {
            return new OnnxFrameEncoder(file, preparation, fingerprint(file), model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static Model load(Path file) {
        try (InputStream weights = Files.newInputStream(file)) {
            return OnnxSession.load(file.getFileName().toString(), weights, 1);
        } catch (LinkageError | IllegalStateException e) {
            throw new RecallException(Code.UNAVAILABLE, "Could not load the native libraries of the image model on "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ": " + e.getMessage(), e);
        } catch (IOException | MalformedModelException | EngineException e) {
            throw new RecallException(Code.INVALID, "Could not read the ONNX model " + file + ": " + e.getMessage(), e);
        }
    }

    private static String fingerprint(Path file) {
        try {
            MessageDigest digest = Sha256.newDigest();
            digest.update(Files.readAllBytes(file));
            digest.update(Files.readAllBytes(FramePreparation.fileOf(file)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new RecallException(Code.INVALID, "Could not read " + file + ": " + e, e);
        }
    }

    /** Model file. */
    public Path file() {
        return file;
    }

    /** Hash of the model and its input format. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Width and height of input pictures. */
    public int size() {
        return preparation.size();
    }

    /** Dimension of the vectors. */
    public int dimension() {
        return dimension;
    }

    /**
     * Returns the model's output for pictures of size {@link #size}, [pictures, dimension].
     *
     * @throws RecallException INVALID if the model does not return one vector per picture
     */
    public float[][] encode(List<Picture> pictures) {
        float[][] vectors = new float[pictures.size()][];
        for (int from = 0; from < vectors.length; from += BATCH_SIZE) {
            List<Picture> batch = pictures.subList(from, Math.min(vectors.length, from + BATCH_SIZE));
            float[] flat = run(batch);
            int width = flat.length / batch.size();
            for (int i = 0; i < batch.size(); i++) {
                vectors[from + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
            }
        }
        return vectors;
    }

    private float[] run(List<Picture> batch) {
        running.readLock().lock();
        try (NDManager manager = model.getNDManager().newSubManager();
                Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
            NDList output = predictor.predict(new NDList(manager.create(
                    preparation.values(batch), new Shape(preparation.shape(batch.size())))));
            output.attach(manager);
            NDArray vectors = selected(output);
            if (vectors.getShape().dimension() < 2 || vectors.getShape().get(0) != batch.size()) {
                throw new RecallException(Code.INVALID,
                        "The model " + file + " returned the shape " + vectors.getShape()
                                + " for " + batch.size() + " pictures. It must return one vector per picture.");
            }
            return vectors.toFloatArray();
        } catch (TranslateException e) {
            throw new RecallException(Code.INVALID, "Could not run the model " + file + ": " + e.getMessage(), e);
        } finally {
            running.readLock().unlock();
        }
    }

    private NDArray selected(NDList output) {
        String name = preparation.output();
        return output.stream().filter(array -> name == null || name.equals(array.getName())).findFirst()
                .orElseThrow(() -> new RecallException(Code.INVALID,
                        "The model " + file + " has no output '" + name + "'. Its outputs are "
                                + output.stream().map(NDArray::getName).toList()));
    }

    @Override
    public void close() {
        running.writeLock().lock();
        try {
            model.close();
        } finally {
            running.writeLock().unlock();
        }
    }
}
