package io.graphrecall.generation;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Atomic replacement of a file: readers, also after a crash, see either the old or the new content, never a part. When
 * {@link #write} returns, the content is on disk. Only one process at a time may write a given file.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /** Content of a file. */
    @FunctionalInterface
    public interface Content {

        /** Writes the content. The caller closes the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file in an existing folder. If the content throws an exception, the file stays unchanged. */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling("." + target.getFileName() + ".new");
        try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
            BufferedOutputStream buffered = new BufferedOutputStream(out);
            content.writeTo(buffered);
            buffered.flush();
            out.getFD().sync();
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFiles.syncFolder(target.resolveSibling(""));
    }
}
