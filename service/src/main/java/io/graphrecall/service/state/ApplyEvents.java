package io.graphrecall.service.state;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import io.graphrecall.pipeline.state.Engagement;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Adds committed events to a user's entry. A missing entry stays missing, because the next read gets the events from the
 * graph. Idempotent by event identity.
 */
record ApplyEvents(List<Engagement> events, long seq) implements EntryProcessor<String, StateEntry, @Nullable Void> {

    @Override
    public @Nullable Void process(Map.Entry<String, @Nullable StateEntry> entry) {
        StateEntry known = entry.getValue();
        if (known != null) {
            StateEntry next = known.with(events, seq);
            if (next instanceof StateEntry.Loaded loaded) { // keeps its end, which a plain value would put off
                ((ExtendedMapEntry<String, StateEntry>) entry).setValue(
                        loaded, Math.max(1, loaded.expiresAt() - System.currentTimeMillis()), TimeUnit.MILLISECONDS);
            } else {
                entry.setValue(next);
            }
        }
        return null;
    }
}
