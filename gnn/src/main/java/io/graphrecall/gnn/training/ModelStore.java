package io.graphrecall.gnn.training;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** File of a trained model in a home, with the checkpoint of an unfinished training next to it. */
public final class ModelStore {

    private final Path file;

    /**
     * @param folder folder of the models, created if absent
     * @param name   name of the model, a part of file names
     */
    public ModelStore(Path folder, String name) {
        file = folder.resolve(name + ".npz");
    }

    /** Checkpoint file of a training. */
    public Path checkpoint() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failed("written", e);
        }
        return file.resolveSibling(file.getFileName().toString().replace(".npz", ".checkpoint.npz"));
    }

    /**
     * Opens the model. Reports a model that is not used, with the reason.
     *
     * @param reader throws {@link RecallException} with code {@code CONFLICT} if it does not support the file's version
     * @return empty if there is no model of a supported version
     */
    public <M> Optional<M> open(Function<InputStream, M> reader, Progress progress) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(reader.apply(in));
        } catch (RecallException e) {
            if (e.code() == RecallException.Code.CONFLICT) {
                TrainingStep.skip("Reading " + file.getFileName(), "not used: " + e.getMessage(), progress);
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /**
     * Saves a model and deletes the checkpoint of its training.
     *
     * @param model writes a file atomically
     */
    public void save(Consumer<Path> model) {
        model.accept(file);
        try {
            Files.deleteIfExists(checkpoint());
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    /** Content of the model file. */
    public byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private RecallException failed(String action, IOException e) {
        return new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be " + action + ": " + e, e);
    }
}
