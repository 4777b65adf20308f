package io.graphrecall.content.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class SoftmaxRegressionTest {

    private final List<Features> examples = Stream.of(new int[] {1, 5, 9}, new int[] {5, 7}, new int[] {1, 5, 8},
            new int[] {8, 9}).map(columns -> new Features(new float[0], columns, new float[columns.length])).toList();

    @Test
    void wordsOfOneExampleHaveNoWeight() {
        assertThat(SoftmaxRegression.columns(examples, 10)).containsExactly(1, 5, 8, 9);
    }

    @Test
    void anInterruptCancelsTheFit() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> SoftmaxRegression.fit(
                    examples, new int[] {0, 1, 0, 1}, 2, SoftmaxParameters.DEFAULT))
                    .isInstanceOfSatisfying(RecallException.class,
                            e -> assertThat(e.code()).isEqualTo(RecallException.Code.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theMostFrequentWordsHaveWeightsIfThereAreTooMany() {
        assertThat(SoftmaxRegression.columns(examples, 2)).containsExactly(1, 5);
        assertThat(SoftmaxRegression.columns(examples, 0)).isEmpty();
    }
}
