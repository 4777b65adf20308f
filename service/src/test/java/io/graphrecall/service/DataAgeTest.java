package io.graphrecall.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.pipeline.testing.SmallWorld;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class DataAgeTest {

    private final SmallWorld world = new SmallWorld().content("a");

    @Test
    void behaviourOfMoreThanFourHalfLivesAgoIsReportedWithTheRemedy() {
        Instant end = world.snapshot().manifest().asOf();

        assertThat(DataAge.warning(world.snapshot().manifest(), end.plus(Duration.ofDays(56)))).isEmpty();
        assertThat(DataAge.warning(world.snapshot().manifest(), end.plus(Duration.ofDays(10_000)))).hasValueSatisfying(
                warning -> assertThat(warning).contains("10,000 days").endsWith("start with --as-of " + end));
    }

    @Test
    void timesThatGiveOnlyAnOrderAreNeverOld() {
        Instant end = world.snapshot().manifest().asOf();

        assertThat(DataAge.warning(world.orderOnly().snapshot().manifest(), end.plus(Duration.ofDays(10_000))))
                .isEmpty();
    }

    @Test
    void aGenerationWithoutEventsHasNoAge() {
        GenerationManifest known = world.snapshot().manifest();
        GenerationManifest empty = new GenerationManifest(
                known.format(), known.id(), known.createdAt(), Instant.EPOCH, known.seq(), known.graphId(),
                known.seed(),
                known.dataSet(), known.settings(), Map.of("events", 0.0), known.gate(), known.embeddings(),
                known.files());

        assertThat(DataAge.warning(empty, known.asOf())).isEmpty();
    }
}
