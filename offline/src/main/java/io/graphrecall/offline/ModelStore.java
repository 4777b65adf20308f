package io.graphrecall.offline;

import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A trained model of a home in a file, and the state of a training that has not ended beside it. */
final class ModelStore {

    private final Path file;

    /**
     * @param folder of the models; made where it is missing
     * @param name   of the model, a part of file names
     */
    ModelStore(Path folder, String name) {
        file = folder.resolve(name + ".npz");
    }

    /** Where a training keeps its state. */
    Path checkpoint() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failed("written", e);
        }
        return file.resolveSibling(file.getFileName().toString().replace(".npz", ".checkpoint.npz"));
    }

    /**
     * The model; none where there is none that this version reads.
     *
     * @param reader throws {@link RecallException} with {@code CONFLICT} where it cannot use what is there
     */
    <M> Optional<M> open(Function<InputStream, M> reader) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(reader.apply(in));
        } catch (RecallException e) {
            if (e.code() == RecallException.Code.CONFLICT) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Keeps a model whose training has ended. A crash leaves the old one or the new one. */
    void keep(Consumer<Path> model) {
        model.accept(file);
        try {
            Files.deleteIfExists(checkpoint());
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    /** The model as it is on disk. */
    byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private RecallException failed(String what, IOException e) {
        return new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be " + what + ": " + e, e);
    }
}
