package io.graphrecall.service.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;
import io.graphrecall.service.snapshot.LiveSnapshots;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * Formats of posted events by the timestamps of the data set that serves: real, or an order only. Events that are read get
 * increasing numbers. Thread-safe.
 */
public final class EventFormats {

    private final LiveSnapshots snapshots;
    private final InstantSource clock;
    private final ArrivalOrder order = new ArrivalOrder(InstantSource.system());

    /** @param clock the current time of the service */
    public EventFormats(LiveSnapshots snapshots, InstantSource clock) {
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** Returns a reader of the events of a post; it throws {@link io.graphrecall.schema.InvalidRecordException}. */
    public Function<JsonNode, BehaviourEvent> reader() {
        EventFormat format = current();
        return json -> format.parse(json, order.next(), 0, Conversion.UNREPORTED);
    }

    /** Returns the format of events that are read now. */
    public EventFormat current() {
        boolean isReal = snapshots.generation() == null || snapshots.get().timestamps() == DataSet.Timestamps.REAL;
        return isReal
                ? new EventFormat(PresentTime.of(clock), DataSet.Timestamps.REAL)
                : new EventFormat(clock.withZone(ZoneOffset.UTC), DataSet.Timestamps.ORDER_ONLY);
    }
}
