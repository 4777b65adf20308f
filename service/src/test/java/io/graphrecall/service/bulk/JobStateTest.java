package io.graphrecall.service.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class JobStateTest {

    private static final long FIRST = 1;
    private static final long SECOND = 2;
    private static final long NOW = 1_000_000;

    private final JobState state = new JobState(5);

    @BeforeEach
    void makeThreeAvailable() {
        state.consume(0, 3);
    }

    @Test
    void eachBlockIsTakenOnceAndOnlyIfItIsAvailable() {
        assertThat(IntStream.range(0, 4).map(i -> state.take(FIRST, NOW))).containsExactly(0, 1, 2, JobState.WAIT);
        state.finish(0);
        state.finish(2);
        assertThat(state.take(FIRST, NOW)).isEqualTo(JobState.WAIT);
        assertThat(state.consume(0, 3)).isEqualTo(1);
        assertThat(state.consume(1, 4)).isEqualTo(1);
        assertThat(IntStream.range(0, 2).map(i -> state.take(FIRST, NOW))).containsExactly(3, JobState.WAIT);
        state.finish(1);
        assertThat(state.consume(1, 4)).isEqualTo(3);
        assertThat(state.consume(3, 5)).isEqualTo(3);
        assertThat(state.isAllTaken(FIRST)).isFalse();
        assertThat(IntStream.range(0, 2).map(i -> state.take(FIRST, NOW))).containsExactly(4, JobState.ALL_TAKEN);
        assertThat(state.isAllTaken(FIRST)).isTrue();
    }

    @Test
    void aNewExecutionTakesWhatIsNotFinished() {
        IntStream.range(0, 3).forEach(i -> state.take(FIRST, NOW));
        state.finish(0);
        state.finish(2);
        state.consume(1, 4);

        assertThat(state.isAllTaken(SECOND)).isFalse();
        assertThat(IntStream.range(0, 3).map(i -> state.take(SECOND, NOW))).containsExactly(1, 3, JobState.WAIT);
    }

    @Test
    void aNewExecutionTakesALostBlockAgain() {
        IntStream.range(0, 3).forEach(i -> state.finish(state.take(FIRST, NOW)));
        state.lose(1);

        assertThat(state.consume(1, 4)).isEqualTo(1);
        assertThat(state.take(SECOND, NOW)).isEqualTo(1);
    }

    @Test
    void anExecutionTakesABlockThatIsLostAfterItBegan() {
        JobState many = new JobState(100);
        many.consume(0, 16);
        IntStream.range(0, 10).forEach(i -> many.finish(many.take(FIRST, NOW)));
        many.consume(5, 21);
        assertThat(many.take(SECOND, NOW)).isEqualTo(10);

        many.lose(7);

        assertThat(many.consume(7, 23)).isEqualTo(7);
        assertThat(many.take(SECOND, NOW)).isEqualTo(7);
    }

    @Test
    void aJobWhoseCommandIsSilentIsAbandoned() {
        state.take(FIRST, NOW);
        assertThat(state.take(FIRST, NOW + JobState.MAX_SILENCE_MS / 2)).isEqualTo(1);
        assertThat(state.take(FIRST, NOW + JobState.MAX_SILENCE_MS)).isEqualTo(2);
        assertThat(state.take(FIRST, NOW + JobState.MAX_SILENCE_MS + 1)).isEqualTo(JobState.ABANDONED);
        state.consume(0, 3);
        assertThat(state.take(FIRST, NOW + JobState.MAX_SILENCE_MS + 2)).isEqualTo(JobState.WAIT);
    }

    @Test
    void aStepOfTheClockIsNoSilence() {
        long hour = 3_600_000;
        state.take(FIRST, NOW + hour);
        assertThat(state.take(FIRST, NOW + 2 * hour)).isEqualTo(1);
        assertThat(state.take(FIRST, NOW)).isEqualTo(2);
        assertThat(state.take(FIRST, NOW + 1)).isEqualTo(JobState.WAIT);
    }
}
