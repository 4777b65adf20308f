package io.graphrecall.service.http;

import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.schema.DataSet;
import io.graphrecall.service.snapshot.LiveSnapshots;

import java.time.InstantSource;
import java.time.ZoneOffset;

/** How events read depends on the data that is served: whether its times are real. Thread-safe. */
final class EventFormats {

    private final LiveSnapshots snapshots;
    private final EventFormat real;
    private final EventFormat orderOnly;

    EventFormats(LiveSnapshots snapshots, InstantSource clock) {
        this.snapshots = snapshots;
        this.real = new EventFormat(clock.withZone(ZoneOffset.UTC), DataSet.Timestamps.REAL);
        this.orderOnly = new EventFormat(clock.withZone(ZoneOffset.UTC), DataSet.Timestamps.ORDER_ONLY);
    }

    EventFormat now() {
        boolean isReal = snapshots.generation() == null || snapshots.get().timestamps() == DataSet.Timestamps.REAL;
        return isReal ? real : orderOnly;
    }
}
