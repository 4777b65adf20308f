package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.AtomicFile;
import io.graphrecall.schema.RecallException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Named arrays in a NumPy {@code .npz} file. */
public final class ArrayFile {

    /** Constant time of all entries, so that equal arrays give equal files. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ArrayFile() {}

    /** Writes a file atomically. */
    public static void write(Path file, Map<String, NDArray> arrays) {
        try {
            AtomicFile.write(file, out -> write(out, arrays));
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be written: " + e, e);
        }
    }

    /** Writes to a stream and leaves it open. Only one array at a time is encoded in memory. */
    public static void write(OutputStream out, Map<String, NDArray> arrays) {
        try {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                entry.setTimeLocal(ENTRY_TIME);
                zip.putNextEntry(entry);
                byte[] encoded = new NDList(array.getValue()).encode(NDList.Encoding.NPZ);
                try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(encoded))) {
                    in.getNextEntry();
                    in.transferTo(zip);
                }
            }
            zip.finish();
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "arrays cannot be written: " + e, e);
        }
    }

    /**
     * Reads the arrays of a file into a manager's memory.
     *
     * @throws RecallException with {@code CONFLICT} if the file is damaged
     */
    public static Map<String, NDArray> read(Path file, NDManager manager) {
        try (ZipFile zip = new ZipFile(file.toFile()); InputStream in = Files.newInputStream(file)) {
            return read(zip.getName(), in, manager);
        } catch (ZipException e) { // the directory is at the end of a zip file, so a truncated file has none
            throw new RecallException(RecallException.Code.CONFLICT, file + " is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be read: " + e, e);
        }
    }

    /**
     * Reads the arrays of a stream into a manager's memory.
     *
     * @param name name of the file in error messages
     * @throws RecallException with {@code CONFLICT} if the data is damaged
     */
    public static Map<String, NDArray> read(String name, InputStream in, NDManager manager) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try {
            NDList.decode(manager, in).forEach(array -> arrays.put(array.getName(), array));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new RecallException(RecallException.Code.CONFLICT, name + " is damaged: " + e.getMessage(), e);
        }
        if (arrays.isEmpty()) {
            throw new RecallException(RecallException.Code.CONFLICT, name + " is damaged: it holds no arrays");
        }
        return arrays;
    }
}
