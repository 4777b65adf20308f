package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** File of unusable records in JSON Lines. It is created with the first record. */
final class DeadLetterFile implements AutoCloseable {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writerFor(DeadLetter.class);

    private final Path path;
    private @Nullable BufferedWriter out;

    private DeadLetterFile(Path path) {
        this.path = path;
    }

    /** Creates a file that replaces the one of an earlier load. */
    static DeadLetterFile replacing(Path path) {
        DeadLetterFile file = new DeadLetterFile(path);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw file.failed(e);
        }
        return file;
    }

    /** Creates a file that appends to the one of an earlier load. */
    static DeadLetterFile appending(Path path) {
        return new DeadLetterFile(path);
    }

    void write(DeadLetter letter) {
        try {
            if (out == null) {
                Path folder = path.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                out = Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
            out.write(JSON.writeValueAsString(letter));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private RecallException failed(IOException e) {
        return new RecallException(Code.UNAVAILABLE, path + " cannot be written: " + e.getMessage(), e);
    }
}
