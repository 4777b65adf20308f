package io.graphrecall.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void quantilesAreExact() {
        Latencies latencies = new Latencies();
        for (int ms = 10_000; ms >= 1; ms--) {
            latencies.add(ms * 1_000_000L);
        }
        assertThat(latencies.summary()).isEqualTo(new Latencies.Summary(10_000, 5000, 9000, 9900, 9990, 10_000));
    }

    @Test
    void quantilesOfOneAndOfNoDuration() {
        Latencies latencies = new Latencies();
        assertThat(latencies.summary()).isEqualTo(new Latencies.Summary(0, 0, 0, 0, 0, 0));
        latencies.add(2_500_000);
        assertThat(latencies.summary()).isEqualTo(new Latencies.Summary(1, 2.5, 2.5, 2.5, 2.5, 2.5));
    }
}
