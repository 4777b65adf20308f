package io.graphrecall.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestScheduleTest {

    private static final long START = -5;
    private static final long SECOND = 1_000_000_000;

    @Test
    void requestsAreDueAtConstantIntervals() {
        RequestSchedule schedule = new RequestSchedule(START, 3);
        assertThat(schedule.next()).isEqualTo(START);
        assertThat(schedule.next()).isEqualTo(START + 333_333_333);
        assertThat(schedule.next()).isEqualTo(START + 666_666_666);
        assertThat(schedule.next()).isEqualTo(START + SECOND);
    }

    @Test
    void requestsThatAreDueAndNotTakenAreOverdue() {
        RequestSchedule schedule = new RequestSchedule(START, 10);
        assertThat(schedule.overdue(START)).isZero();
        assertThat(schedule.overdue(START + 1)).isEqualTo(1);
        assertThat(schedule.overdue(START + SECOND)).isEqualTo(10);
        schedule.next();
        schedule.next();
        assertThat(schedule.overdue(START + SECOND)).isEqualTo(8);
        assertThat(schedule.overdue(START)).isZero();
    }
}
