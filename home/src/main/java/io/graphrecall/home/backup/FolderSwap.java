package io.graphrecall.home.backup;

import io.graphrecall.generation.DurableFiles;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Replaces entries of a folder by renames within one file system. If one fails, the earlier ones are undone.
 *
 * @param folder   folder with the entries to replace
 * @param next     folder with the entries that replace them
 * @param previous empty folder that receives the replaced entries
 */
public record FolderSwap(Path folder, Path next, Path previous) {

    /** A rename that was done. */
    private record Rename(Path from, Path to) {

        void run() throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        Rename inverse() {
            return new Rename(to, from);
        }
    }

    /** Replaces entries. */
    public void run(List<String> entries) throws IOException {
        Deque<Rename> done = new ArrayDeque<>();
        try {
            for (String entry : entries) {
                if (Files.exists(folder.resolve(entry), LinkOption.NOFOLLOW_LINKS)) {
                    run(new Rename(folder.resolve(entry), previous.resolve(entry)), done);
                }
                run(new Rename(next.resolve(entry), folder.resolve(entry)), done);
            }
            DurableFiles.syncFolder(folder);
        } catch (IOException | RuntimeException e) {
            undo(done, e);
            throw e;
        }
    }

    private static void run(Rename rename, Deque<Rename> done) throws IOException {
        rename.run();
        done.push(rename);
    }

    private void undo(Deque<Rename> done, Exception cause) {
        try {
            for (Rename rename : done) {
                rename.inverse().run();
            }
        } catch (IOException e) {
            e.addSuppressed(cause);
            throw new RecallException(Code.UNAVAILABLE, "the previous files of " + folder + " are in " + previous
                    + " and could not be put back: " + e, e);
        }
    }
}
