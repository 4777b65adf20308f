package io.graphrecall.service.state;

import com.hazelcast.map.EntryProcessor;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Stores a {@link StateEntry.Pending} if there is no entry, and returns the entry. */
record BeginReading(long token) implements EntryProcessor<String, StateEntry, StateEntry> {

    @Override
    public StateEntry process(Map.Entry<String, @Nullable StateEntry> entry) {
        StateEntry known = entry.getValue();
        if (known != null) {
            return known;
        }
        StateEntry pending = new StateEntry.Pending(token, List.of(), 0);
        entry.setValue(pending);
        return pending;
    }
}
