package io.graphrecall.schema.parallel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** Java's serial form of tasks and their inputs: of classes of this program and of the JDK's values and collections. */
public final class SerialForm {

    private static final ObjectInputFilter CLASSES = ObjectInputFilter.Config.createFilter(
            "io.graphrecall.**;java.lang.*;java.lang.invoke.SerializedLambda;java.util.**;java.time.*;java.math.*;!*");

    private SerialForm() {}

    public static byte[] of(Serializable object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads an object.
     *
     * @throws ClassNotFoundException if this program does not have its class
     */
    public static Object read(InputStream bytes) throws ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(bytes)) {
            in.setObjectInputFilter(CLASSES);
            return in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
