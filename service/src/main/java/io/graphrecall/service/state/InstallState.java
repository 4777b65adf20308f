package io.graphrecall.service.state;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Puts a state read from the graph in place of the note that its reading began with, and adds what the note collected.
 * Gives the resulting state, or null where the note is gone: then an event may have been missed and the graph is to be
 * read again.
 *
 * @param maxAgeMillis how long the state may stay in memory
 */
record InstallState(long token, UserState read, long maxAgeMillis)
        implements
            EntryProcessor<String, StateEntry, @Nullable UserState> {

    @Override
    public @Nullable UserState process(Map.Entry<String, @Nullable StateEntry> entry) {
        StateEntry known = entry.getValue();
        if (known instanceof StateEntry.Pending pending && pending.token() == token) {
            StateEntry.Loaded loaded = new StateEntry.Loaded(read).with(pending.events(), pending.seq());
            ((ExtendedMapEntry<String, StateEntry>) entry).setValue(loaded, maxAgeMillis, TimeUnit.MILLISECONDS);
            return loaded.state();
        }
        return known instanceof StateEntry.Loaded loaded ? loaded.state() : null;
    }
}
