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

/** Named arrays in a file that {@code np.load} reads as well. */
public final class ArrayFile {

    /** Equal arrays give equal files, whenever they are written. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ArrayFile() {}

    /** Writes a file, whole or not at all. */
    public static void write(Path file, Map<String, NDArray> arrays) {
        try {
            AtomicFile.write(file, out -> write(out, arrays));
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be written: " + e, e);
        }
    }

    /** Writes to a stream, which stays open. */
    public static void write(OutputStream out, Map<String, NDArray> arrays) {
        NDList list = new NDList();
        arrays.forEach((name, array) -> {
            array.setName(name);
            list.add(array);
        });
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(list.encode(NDList.Encoding.NPZ)))) {
            ZipOutputStream undated = new ZipOutputStream(out);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ALWAYS);
                undated.putNextEntry(copy);
                in.transferTo(undated);
            }
            undated.finish();
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "arrays cannot be written: " + e, e);
        }
    }

    /**
     * Reads the arrays into the manager's memory.
     *
     * @throws RecallException with {@code CONFLICT} where the file cannot be read as such
     */
    public static Map<String, NDArray> read(Path file, NDManager manager) {
        try (ZipFile whole = new ZipFile(file.toFile()); InputStream in = Files.newInputStream(file)) {
            return read(whole.getName(), in, manager);
        } catch (ZipException e) { // its directory stands at the end: a file that was cut short has none
            throw new RecallException(RecallException.Code.CONFLICT, file + " is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be read: " + e, e);
        }
    }

    /**
     * Reads from a stream.
     *
     * @param name what an error calls it
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
