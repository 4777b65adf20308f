package io.graphrecall.service.http;

import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.schema.DataSet;
import io.graphrecall.service.intake.PresentTime;
import io.graphrecall.service.snapshot.LiveSnapshots;

import java.time.InstantSource;
import java.time.ZoneOffset;

/** Selects the format of events by the timestamps of the data set that serves: real, or an order only. Thread-safe. */
record EventFormats(LiveSnapshots snapshots, InstantSource clock) {

    EventFormat current() {
        boolean isReal = snapshots.generation() == null || snapshots.get().timestamps() == DataSet.Timestamps.REAL;
        return isReal
                ? new EventFormat(PresentTime.of(clock), DataSet.Timestamps.REAL)
                : new EventFormat(clock.withZone(ZoneOffset.UTC), DataSet.Timestamps.ORDER_ONLY);
    }
}
