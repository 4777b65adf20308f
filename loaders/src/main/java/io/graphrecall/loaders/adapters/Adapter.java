package io.graphrecall.loaders.adapters;

import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads data sets that are laid out in one way as records of the data-set folder. Stateless. */
interface Adapter {

    /** Whether a folder is laid out in this way. */
    boolean recognises(Path folder);

    /**
     * The sources of each kind of records, those of one kind in the order of its records.
     *
     * @throws RecallException with code INVALID where the folder cannot be read in this way
     */
    Map<DataFile, List<RecordSource>> sources(Path folder);
}
