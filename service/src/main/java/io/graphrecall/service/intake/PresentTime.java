package io.graphrecall.service.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** Clock that detects events of the future. */
public final class PresentTime {

    private PresentTime() {}

    /**
     * Returns the later of a service's clock and the real one. The clock of a service on historical data is in the past, and
     * events of the real present are not errors there.
     */
    public static Clock of(InstantSource clock) {
        InstantSource real = InstantSource.system();
        InstantSource later = () -> {
            Instant ofService = clock.instant();
            Instant now = real.instant();
            return ofService.isAfter(now) ? ofService : now;
        };
        return later.withZone(ZoneOffset.UTC);
    }
}
