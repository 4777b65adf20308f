package io.graphrecall.loaders.bulk;

import io.graphrecall.loaders.ingest.BatchTarget;
import io.graphrecall.loaders.ingest.RecordWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * Writes the records of one load to the files of an import, which makes the same graph as the load. The memory grows with
 * the number of nodes and, by up to 43 bytes each, of events. Not thread-safe.
 */
public final class ImportWriter extends RecordWriter implements AutoCloseable {

    private final Path path;
    private final ImportTarget target;
    private DataSet dataSet = DataSet.UNNAMED;
    private @Nullable ImportFiles files;

    /**
     * Creates a writer.
     *
     * @param folder empty folder for the files
     */
    public ImportWriter(Path folder) {
        super(true);
        path = folder;
        target = new ImportTarget(new ImportFolder(folder));
    }

    @Override
    public void writeDataSet(DataSet metadata) {
        dataSet = metadata;
    }

    @Override
    public void writeDataSetIfAbsent(DataSet metadata) {
        writeDataSet(metadata);
    }

    @Override
    protected <R> WriteReport write(List<R> batch, BiFunction<BatchTarget, List<R>, WriteReport> work) {
        try {
            return work.apply(target, batch);
        } catch (UncheckedIOException e) {
            throw failed(Objects.requireNonNull(e.getCause()));
        }
    }

    @Override
    public Corrections finish() {
        try {
            files = target.finish(dataSet);
        } catch (IOException e) {
            throw failed(e);
        }
        return target.corrections();
    }

    /** Returns the files of the import after {@link #finish}. */
    public ImportFiles files() {
        if (files == null) {
            throw new IllegalStateException("the files are not finished");
        }
        return files;
    }

    private RecallException failed(IOException cause) {
        return cause instanceof ClosedByInterruptException
                ? new RecallException(Code.CANCELLED, "stopped while writing the import files", cause)
                : new RecallException(Code.UNAVAILABLE,
                        "the import files cannot be written to " + path + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            target.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
