package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

class GenerationIdTest {

    private final RandomGenerator random = new Random(7);

    @Test
    void idsContainTheirTimeAndSortByIt() {
        List<GenerationId> ids = Stream.of("2026-11-25T00:45:12Z", "2026-11-25T00:45:12.009Z",
                "2026-11-25T00:45:12.010Z", "2026-11-25T00:45:12.999Z", "2026-11-25T00:45:13Z",
                "2027-01-01T00:00:00Z").map(time -> GenerationId.at(Instant.parse(time), random)).toList();
        assertThat(ids).isSorted();
        assertThat(ids.getFirst().value()).matches("20261125T004512Z-00[0-9a-z]{2}");
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        Instant now = Instant.parse("2026-11-25T00:45:12Z");
        assertThat(Stream.generate(() -> GenerationId.at(now, random)).limit(20).distinct()).hasSizeGreaterThan(15);
    }

    @Test
    void invalidIdsAreRejectedWithAnExample() {
        for (String other : List.of("", "latest", "../20261125T004512Z-0000", "20261125T004512Z-00A0", ".lock")) {
            assertThatThrownBy(() -> new GenerationId(other))
                    .isInstanceOf(RecallException.class)
                    .hasMessage("'" + other + "' is not a generation id; an example is 20261125T004512Z-b4x7");
        }
    }
}
