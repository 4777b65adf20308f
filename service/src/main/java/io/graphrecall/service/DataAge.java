package io.graphrecall.service;

import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.schema.DataSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The age of a generation's behaviour, compared with the service's clock. */
final class DataAge {

    /** Half-lives of a trigger's weight after which behaviour is reported as old. */
    private static final int MAX_HALF_LIVES = 4;

    private DataAge() {}

    /**
     * Returns a warning if the behaviour of a generation is old; empty if it is recent, its times give only an order or
     * there is none.
     */
    static Optional<String> warning(GenerationManifest manifest, Instant now) {
        Duration age = Duration.between(manifest.asOf(), now);
        if (manifest.dataSet().timestamps() != DataSet.Timestamps.REAL
                || Double.valueOf(0).equals(manifest.metrics().get("events"))
                || age.compareTo(EngagementParameters.DEFAULT.halfLife().multipliedBy(MAX_HALF_LIVES)) <= 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(Locale.ROOT,
                "The behaviour of the generation ends %,d days ago, at %s. Channel fresh and realtime interests find nothing. "
                        + "For historical data, start with --as-of %s",
                age.toDays(), manifest.asOf(), manifest.asOf()));
    }
}
