package io.graphrecall.loaders.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.format.DataSetFormat;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data-set folder of JSON Lines, a file per kind of records. Not thread-safe. */
final class RecordFolder implements ExportTarget {

    private static final ObjectMapper JSON = new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final Path folder;
    private @Nullable RecordKind kind;
    private @Nullable BufferedWriter file;

    /** Begins the files of a data set. */
    RecordFolder(Path folder, DataSet dataSet) throws IOException {
        this.folder = folder;
        writeDataSet(folder, dataSet);
    }

    /** Writes the metadata of a data set. */
    static void writeDataSet(Path folder, DataSet dataSet) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve("dataset.json").toFile(),
                DataSetFormat.fields(dataSet));
    }

    @Override
    public void write(RecordKind next, ObjectNode json) throws IOException {
        BufferedWriter out = file;
        if (out == null || kind != next) {
            close();
            out = Files.newBufferedWriter(folder.resolve(next.fileName()));
            file = out;
            kind = next;
        }
        JSON.writeValue(out, json);
        out.newLine();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
