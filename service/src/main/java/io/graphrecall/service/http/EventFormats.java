package io.graphrecall.service.http;

import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.schema.DataSet;
import io.graphrecall.service.intake.PresentTime;
import io.graphrecall.service.snapshot.LiveSnapshots;

import java.time.InstantSource;
import java.time.ZoneOffset;

/** Selects the format of events by the timestamps of the data set that serves: real, or an order only. Thread-safe. */
final class EventFormats {

    private final LiveSnapshots snapshots;
    private final EventFormat realTime;
    private final EventFormat orderOnly;

    EventFormats(LiveSnapshots snapshots, InstantSource clock) {
        this.snapshots = snapshots;
        this.realTime = new EventFormat(PresentTime.of(clock),
                DataSet.Timestamps.REAL);
        this.orderOnly = new EventFormat(clock.withZone(ZoneOffset.UTC), DataSet.Timestamps.ORDER_ONLY);
    }

    EventFormat current() {
        boolean isReal = snapshots.generation() == null || snapshots.get().timestamps() == DataSet.Timestamps.REAL;
        return isReal ? realTime : orderOnly;
    }
}
