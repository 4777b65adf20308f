package io.graphrecall.loaders.adapters;

import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Converts data sets in a public layout to records of the data-set folder format. Stateless. */
interface Adapter {

    /** Returns true if a folder has this layout. */
    boolean recognises(Path folder);

    /**
     * Returns the sources of each kind of records, in reading order.
     *
     * @throws RecallException with code INVALID if the folder cannot be read in this layout
     */
    Map<RecordKind, List<RecordSource>> sources(Path folder);
}
