package io.graphrecall.loaders.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.RecordKind;

import java.io.IOException;

/** Files of one format. They are complete after {@link #finish}. */
interface ExportTarget extends AutoCloseable {

    /** Writes a record in the layout {@code recall}. Records of a kind follow each other. */
    void write(RecordKind kind, ObjectNode json) throws IOException;

    /** Writes the rest of the files. */
    default void finish() throws IOException {
        close();
    }

    @Override
    void close() throws IOException;
}
