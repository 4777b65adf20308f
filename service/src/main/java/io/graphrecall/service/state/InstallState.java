package io.graphrecall.service.state;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import io.graphrecall.pipeline.state.UserState;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Replaces the pending entry of a read with the state from the graph and the events that the entry collected. Returns the
 * state, or null if the pending entry is gone: then an event may be missing and the graph must be read again.
 *
 * @param maxAgeMillis maximum time in memory
 */
record InstallState(long token, UserState read, long maxAgeMillis)
        implements
            EntryProcessor<String, StateEntry, @Nullable UserState> {

    @Override
    public @Nullable UserState process(Map.Entry<String, @Nullable StateEntry> entry) {
        StateEntry known = entry.getValue();
        if (known instanceof StateEntry.Pending pending && pending.token() == token) {
            StateEntry.Loaded loaded = new StateEntry.Loaded(read, System.currentTimeMillis() + maxAgeMillis)
                    .after(pending.events(), pending.seq());
            ((ExtendedMapEntry<String, StateEntry>) entry).setValue(loaded, maxAgeMillis, TimeUnit.MILLISECONDS);
            return loaded.state();
        }
        return known instanceof StateEntry.Loaded loaded ? loaded.state() : null;
    }
}
