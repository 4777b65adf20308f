package io.graphrecall.generation;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts a file in the place of another, or of none: readers and whoever comes after a crash find the old one or the new
 * one, never a part. What has returned is on the disk. One process at a time may write a file.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it; the stream is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file, in a folder that is there. Where the content fails nothing is changed. */
    public static void write(Path file, Content content) throws IOException {
        Path place = file.toAbsolutePath();
        Path beside = place.resolveSibling("." + place.getFileName() + ".new");
        try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
            BufferedOutputStream buffered = new BufferedOutputStream(out);
            content.writeTo(buffered);
            buffered.flush();
            out.getFD().sync();
        }
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFiles.syncFolder(place.resolveSibling(""));
    }
}
