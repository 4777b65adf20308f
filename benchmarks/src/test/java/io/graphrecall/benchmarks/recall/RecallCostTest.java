package io.graphrecall.benchmarks.recall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecallCostTest {

    @Test
    void aPartHasTheMedianOfItsRunsAndTheMeanOfItsMemory() {
        RecallCost cost = new RecallCost();
        for (long nanos : new long[] {9_000, 1_500, 2_000, 1_000}) {
            cost.add("recall", nanos);
            cost.allocated("recall", nanos);
        }
        cost.add("JSON", 500);
        cost.addProcess(4, 20_000);

        assertThat(cost.text().lines()).hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("recall ").endsWith(" 1.5 us"))
                .anySatisfy(line -> assertThat(line).startsWith("JSON ").endsWith(" 0.5 us"))
                .anySatisfy(line -> assertThat(line).startsWith("recall ").endsWith(" 3375 bytes allocated"))
                .anySatisfy(line -> assertThat(line).startsWith("process ")
                        .endsWith(" 5.0 us per recall with JSON, 4 recalls"));
    }
}
