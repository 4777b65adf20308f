package io.graphrecall.service.state;

import com.hazelcast.map.EntryProcessor;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Adds committed events to a user's entry. A missing entry stays missing, because the next read gets the events from the
 * graph. Idempotent by event identity.
 */
record ApplyEvents(List<Engagement> events, long seq) implements EntryProcessor<String, StateEntry, @Nullable Void> {

    @Override
    public @Nullable Void process(Map.Entry<String, @Nullable StateEntry> entry) {
        StateEntry known = entry.getValue();
        if (known != null) {
            entry.setValue(known.with(events, seq));
        }
        return null;
    }
}
