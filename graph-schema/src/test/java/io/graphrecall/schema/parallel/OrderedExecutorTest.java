package io.graphrecall.schema.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class OrderedExecutorTest {

    private final OrderedExecutor executor = new OrderedExecutor(3);

    @Test
    void deliversResultsInTheOrderOfInputs() {
        List<Integer> inputs = IntStream.range(0, 1000).boxed().toList();
        List<Integer> results = new ArrayList<>();
        executor.run(inputs.iterator(), n -> {
            // Every hundredth input takes longer than the next ones.
            double slow = IntStream.range(0, n % 100 == 0 ? 100_000 : 1).mapToDouble(Math::sqrt).sum();
            return slow < 0 ? 0 : n * n;
        }, results::add);
        assertThat(results).isEqualTo(inputs.stream().map(n -> n * n).toList());
    }

    @Test
    void theFirstFailureStopsTheRun() {
        List<Integer> results = new ArrayList<>();
        assertThatThrownBy(() -> executor.run(IntStream.range(0, 1000).iterator(), n -> {
            if (n == 10) {
                throw new IllegalStateException("ten");
            }
            return n;
        }, results::add)).isInstanceOf(IllegalStateException.class).hasMessage("ten");
        assertThat(results).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void anInterruptStopsTheRun() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> executor.run(List.of(1).iterator(), n -> n, n -> {
            }))
                    .isInstanceOf(RecallException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
