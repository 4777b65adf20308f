package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.graphrecall.loaders.dataset.DuplicateIndex.Duplicates;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

class DuplicateIndexTest {

    @Property(tries = 60)
    void countsEarlierAndLaterDuplicates(@ForAll @Size(max = 300) List<@IntRange(max = 100) Integer> keys)
            throws IOException {
        try (DuplicateIndex index = new DuplicateIndex()) {
            for (int line = 0; line < keys.size(); line++) {
                index.add("key " + keys.get(line), line);
            }
            index.sort();
            for (int line = 0; line < keys.size(); line++) {
                Integer key = keys.get(line);
                Duplicates expected = new Duplicates(Collections.frequency(keys.subList(0, line), key),
                        Collections.frequency(keys.subList(line + 1, keys.size()), key));
                assertThat(index.of(line)).as("line %d of %s", line, keys).isEqualTo(expected);
            }
        }
    }

    @Property(tries = 20)
    void linesMayBeRequestedWithGaps(@ForAll @IntRange(min = 1, max = 20) int step) throws IOException {
        try (DuplicateIndex index = new DuplicateIndex()) {
            for (int line = 0; line < 200; line++) {
                index.add(line % 50 == 0 ? "often" : "once " + line, line);
            }
            index.sort();
            for (int line = 0; line < 250; line += step) {
                boolean often = line % 50 == 0 && line < 200;
                assertThat(index.of(line))
                        .isEqualTo(often ? new Duplicates(line / 50, 3 - line / 50) : Duplicates.NONE);
            }
        }
    }

    @Example
    void anInterruptDoesNotKeepTheFilesFromBeingDeleted() {
        assertThatCode(() -> {
            try (DuplicateIndex index = new DuplicateIndex()) {
                index.add("key", 1);
                Thread.currentThread().interrupt();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }).doesNotThrowAnyException();
    }
}
