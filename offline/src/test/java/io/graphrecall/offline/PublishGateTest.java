package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.GateCheck;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.schema.DataSet;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

class PublishGateTest {

    @Test
    void acceptsAGenerationWithContents() {
        assertThat(problems(Map.of("contents", 10.0))).isEmpty();
        assertThat(problems(Map.of("contents", 10.0, "sequences", 3.0, "i2i.entries", 5.0))).isEmpty();
    }

    @Test
    void rejectsAGenerationWithoutContents() {
        assertThat(problems(Map.of("contents", 0.0))).containsExactly("it has no contents");
    }

    @Test
    void rejectsBehaviourWithoutNeighbours() {
        assertThat(problems(Map.of("contents", 10.0, "sequences", 3.0, "i2i.entries", 0.0)))
                .containsExactly("users engaged with several contents each, but the table i2i is empty");
    }

    @Test
    void rejectsAGenerationThatLostMostContents() {
        GenerationManifest active = manifest("20260101T000000Z-aaaa", Map.of("contents", 100.0));

        assertThat(problems(Map.of("contents", 49.0), Optional.of(active)))
                .containsExactly("it has 49 contents, the active generation 20260101T000000Z-aaaa has 100");
        assertThat(problems(Map.of("contents", 50.0), Optional.of(active))).isEmpty();
    }

    @Test
    void rejectsAGenerationWhoseListsFindMuchLess() {
        GenerationManifest active = manifest("20260101T000000Z-aaaa",
                Map.of("contents", 9.0, "withheld_targets", 200.0, "withheld_hit_rate", 0.2));

        assertThat(problems(measured(200, 0.09), Optional.of(active)))
                .containsExactly(
                        "its mean hit rate is 0.0900, that of the active generation 20260101T000000Z-aaaa is 0.2000");
        assertThat(problems(measured(200, 0.1), Optional.of(active))).isEmpty();
        // Few targets find half by chance, and a build with --no-fit has none.
        assertThat(problems(measured(199, 0.09), Optional.of(active))).isEmpty();
        assertThat(problems(Map.of("contents", 9.0), Optional.of(active))).isEmpty();
    }

    private static Map<String, Double> measured(double targets, double hitRate) {
        return Map.of("contents", 9.0, "withheld_targets", targets, "withheld_hit_rate", hitRate);
    }

    @Test
    void namesWhatItChecked() {
        GenerationManifest active = manifest("20260101T000000Z-aaaa", Map.of("contents", 100.0));

        assertThat(PublishGate.checks(Map.of("contents", 49.0, "sequences", 3.0, "i2i.entries", 5.0),
                Optional.of(active)))
                .containsExactly(new GateCheck("contents", 49, 1, ""),
                        new GateCheck("kept_contents", 49, 50, "20260101T000000Z-aaaa"),
                        new GateCheck("i2i_entries", 5, 1, ""));
    }

    private static Iterable<String> problems(Map<String, Double> metrics) {
        return problems(metrics, Optional.empty());
    }

    private static Iterable<String> problems(Map<String, Double> metrics, Optional<GenerationManifest> active) {
        return PublishGate.problems(PublishGate.checks(metrics, active));
    }

    private static GenerationManifest manifest(String id, Map<String, Double> metrics) {
        return new GenerationManifest(GenerationManifest.FORMAT, new GenerationId(id), Instant.EPOCH, Instant.EPOCH, 0,
                "",
                0, DataSet.UNNAMED, Map.of(), metrics, List.of(), new TreeMap<>(),
                new TreeMap<>());
    }
}
