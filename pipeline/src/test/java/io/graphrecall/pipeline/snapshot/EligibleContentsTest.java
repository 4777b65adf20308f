package io.graphrecall.pipeline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.retrieval.GraphTables;
import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.function.IntPredicate;

class EligibleContentsTest {

    private static final int CONTENTS = 60;

    @Test
    void theContentsOfATimeAreThoseThatAreCheckedOneByOne() {
        Random random = new Random(7);
        SmallWorld world = new SmallWorld();
        for (int i = 0; i < CONTENTS; i++) {
            switch (i % 4) {
                case 0 -> world.content("c" + i);
                case 1 -> world.published("c" + i, SmallWorld.NOW + random.nextInt(200));
                case 2 -> world.expires("c" + i, SmallWorld.NOW + random.nextInt(200));
                default -> {
                    long published = SmallWorld.NOW + random.nextInt(100);
                    world.published("c" + i, published).expires("c" + i, published + 1 + random.nextInt(100));
                }
            }
        }
        world.hidden("c0");
        GraphTables tables = world.tables();
        EligibleContents eligible = new EligibleContents(tables);
        int least = CONTENTS;
        int most = 0;
        for (long at = SmallWorld.NOW - 10; at < SmallWorld.NOW + 250; at += random.nextInt(3)) {
            for (long now : new long[] {at, at - random.nextInt(50)}) {
                IntPredicate atTime = eligible.at(now);
                int count = 0;
                for (int content = 0; content < CONTENTS; content++) {
                    assertThat(atTime.test(content)).as("content %d at %d", content, now)
                            .isEqualTo(tables.isEligible(content, now));
                    count += atTime.test(content) ? 1 : 0;
                }
                assertThat(eligible.all(now)).isFalse(); // one is hidden
                least = Math.min(least, count);
                most = Math.max(most, count);
            }
        }
        assertThat(most - least).as("changes").isGreaterThan(10);
    }
}
