package io.graphrecall.benchmarks.crash;

import java.util.List;

/** Lookup of stored events without the service. */
interface EventLookup {

    /** Returns all stored events with these identities, duplicates included. */
    List<StoredEvent> find(List<String> ids);
}
