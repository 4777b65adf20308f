package io.graphrecall.service.http;

import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.schema.DataSet;
import io.graphrecall.service.snapshot.LiveSnapshots;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** Selects the format of events by the timestamps of the data set that serves: real, or an order only. Thread-safe. */
final class EventFormats {

    private final LiveSnapshots snapshots;
    private final EventFormat realTime;
    private final EventFormat orderOnly;

    EventFormats(LiveSnapshots snapshots, InstantSource clock) {
        this.snapshots = snapshots;
        this.realTime = new EventFormat(later(clock, InstantSource.system()).withZone(ZoneOffset.UTC),
                DataSet.Timestamps.REAL);
        this.orderOnly = new EventFormat(clock.withZone(ZoneOffset.UTC), DataSet.Timestamps.ORDER_ONLY);
    }

    /**
     * Returns the later of two clocks. The clock of a service on historical data is in the past. Events of the real present
     * are not errors there.
     */
    static InstantSource later(InstantSource one, InstantSource other) {
        return () -> {
            Instant first = one.instant();
            Instant second = other.instant();
            return first.isAfter(second) ? first : second;
        };
    }

    EventFormat current() {
        boolean isReal = snapshots.generation() == null || snapshots.get().timestamps() == DataSet.Timestamps.REAL;
        return isReal ? realTime : orderOnly;
    }
}
