package io.graphrecall.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class EcosystemCounterTest {

    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");

    /** Five contents. The head is one content, b, with the most positives. */
    private final CatalogueFacts catalogue = new CatalogueFacts.Builder()
            .content(content("a", List.of("Makeup", "Nails"), List.of("gel"), NOW.minus(Duration.ofDays(1))))
            .content(content("b", List.of("Makeup", "Nails"), List.of("gel"), NOW.minus(Duration.ofDays(7))))
            .content(content("c", List.of("Makeup", "Lips"), List.of(), NOW.plus(Duration.ofDays(1))))
            .content(content("d", List.of(), List.of(), null))
            .positive("b")
            .positive("b")
            .positive("a")
            .positive("e")
            .build();

    private final EcosystemCounter counter = new EcosystemCounter(catalogue, DataSet.Timestamps.REAL);

    private static Content content(
            String id, List<String> category, List<String> tags, @Nullable Instant published) {
        return new Content(
                new ContentId(id),
                new Description(
                        null,
                        null,
                        category,
                        Map.of(),
                        tags,
                        null,
                        published,
                        null,
                        Description.Status.ACTIVE,
                        Description.Media.NONE,
                        Map.of(),
                        Map.of()));
    }

    private EcosystemMetrics count(String... contents) {
        counter.add(Lists.list(contents), NOW.toEpochMilli());
        return counter.metrics(0);
    }

    @Test
    void coverageIsTheShareOfAllKnownContents() {
        counter.add(Lists.list("a", "b"), NOW.toEpochMilli());
        EcosystemMetrics metrics = count("a", "e");
        assertThat(metrics.uniqueContents()).isEqualTo(3);
        assertThat(metrics.coverage()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void giniIsZeroForEqualCountsAndLargeForOneContent() {
        assertThat(EcosystemCounter.gini(new long[] {4, 4, 4, 4})).isCloseTo(0, within(1e-12));
        assertThat(EcosystemCounter.gini(new long[] {0, 0, 0, 8})).isCloseTo(0.75, within(1e-12));
        // Mean absolute difference of {1, 2, 3} over all nine pairs is 8 / 9; halved over the mean 2.
        assertThat(EcosystemCounter.gini(new long[] {3, 1, 2})).isCloseTo(8 / 9.0 / 4, within(1e-12));
        assertThat(EcosystemCounter.gini(new long[] {0, 0})).isZero();
    }

    @Test
    void theTailIsAllButTheTopFifth() {
        assertThat(count("a", "b", "e", "d").tailShare()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void freshContentsArePublishedWithinSevenDaysBeforeTheRequest() {
        assertThat(count("a", "b", "c", "d").freshShare7d()).isEqualTo(0.25);
    }

    @Test
    void freshShareIsNullWithOrderOnlyTimestamps() {
        EcosystemCounter orderOnly = new EcosystemCounter(catalogue, DataSet.Timestamps.ORDER_ONLY);
        orderOnly.add(Lists.list("a"), NOW.toEpochMilli());
        assertThat(orderOnly.metrics(0).freshShare7d()).isNull();
    }

    @Test
    void entropyIsTheMeanOverListsInBits() {
        counter.add(Lists.list("a", "b"), NOW.toEpochMilli());
        counter.add(Lists.list("a", "c", "d"), NOW.toEpochMilli());
        counter.add(Lists.list(), NOW.toEpochMilli());
        assertThat(counter.metrics(0).categoryEntropy()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void similarityIsTheMeanCosineOfPairs() {
        // a and b share all three features; c has two, one of them shared: 1 / sqrt(3 * 2). d has none.
        double withC = 1 / Math.sqrt(6);
        assertThat(count("a", "b", "c", "d").intraListSimilarity()).isCloseTo((1 + 2 * withC) / 6, within(1e-12));
    }

    @Test
    void exclusiveShareCountsContentsOfOneChannelOnly() {
        counter.add(Lists.list("a:i2i", "b:i2i+tag", "c:tag", "e:i2i"), NOW.toEpochMilli());
        assertThat(counter.exclusiveShare("i2i")).isEqualTo(0.5);
        assertThat(counter.exclusiveShare("tag")).isEqualTo(0.25);
        assertThat(counter.exclusiveShare("fresh")).isZero();
        assertThat(counter.exclusiveShare()).isEqualTo(0.75);
    }

    @Test
    void noListGivesZeros() {
        assertThat(counter.metrics(0))
                .isEqualTo(new EcosystemMetrics(0, 0, 0, 0, 0.0, 0, 0, 0));
    }

    @Test
    void rejectsAnUnknownContent() {
        assertThatThrownBy(() -> count("unknown")).hasMessageContaining("'unknown'");
    }
}
