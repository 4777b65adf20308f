package io.graphrecall.benchmarks.crash;

import java.util.List;

/** Looks events up where they are stored, past the service. */
interface EventLookup {

    /** All stored events that have one of the identities; one that is stored twice comes twice. */
    List<StoredEvent> find(List<String> ids);
}
