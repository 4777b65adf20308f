package io.graphrecall.evaluation.protocol;

import static io.graphrecall.evaluation.protocol.Split.Part.TEST;
import static io.graphrecall.evaluation.protocol.Split.Part.TRAINING;
import static io.graphrecall.evaluation.protocol.Split.Part.VALIDATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class TemporalTest {

    /** Eighteen clicks of one user at times 1 to 18. With two more events, the cuts are at 19 and 17. */
    private static List<String> eighteenClicks() {
        List<String> lines = new ArrayList<>();
        for (int at = 1; at <= 18; at++) {
            lines.add("u click c" + at + " " + at);
        }
        return lines;
    }

    @Test
    void cutsAtTheQuantileOfPositiveEventsAndAgainForValidation() {
        List<String> lines = eighteenClicks();
        lines.add("v click c1 19");
        lines.add("v click c2 20");
        Split split = Temporal.split(LogLines.log(DataSet.Timestamps.REAL, lines));
        assertThat(split.test()).containsExactly(new EvaluationRequest("v", 19, List.of("c1", "c2"), 0));
        assertThat(LogLines.lines(split, TEST, 20)).containsExactly(19, 20);
        assertThat(split.validation()).containsExactly(new EvaluationRequest("u", 17, List.of("c17", "c18"), 16));
        assertThat(LogLines.lines(split, VALIDATION, 20)).containsExactly(17, 18);
        assertThat(LogLines.lines(split, TRAINING, 20)).hasSize(16);
    }

    @Test
    void withholdsLaterEventsAndEarlierEventsOnTheTarget() {
        List<String> lines = eighteenClicks();
        lines.add("u click new 19");
        lines.add("u click c1 20");
        lines.add("w search words 20");
        lines.add("u impression new 3");
        Split split = Temporal.split(LogLines.log(DataSet.Timestamps.REAL, lines));
        assertThat(split.test()).containsExactly(new EvaluationRequest("u", 19, List.of("new"), 18));
        assertThat(LogLines.lines(split, TEST, 22)).containsExactly(19, 20, 21, 22);
    }

    @Test
    void historyCountsTheKnownEventsOfTheUser() {
        List<String> lines = eighteenClicks();
        lines.add("v search words 2");
        lines.add("v impression c3 2");
        lines.add("w impression c2 3");
        lines.add("v click c1 19");
        lines.add("w click c2 20");
        Split split = Temporal.split(LogLines.log(DataSet.Timestamps.REAL, lines));
        assertThat(split.test())
                .extracting(EvaluationRequest::userId, EvaluationRequest::history, EvaluationRequest::hasHistory)
                .containsExactly(tuple("v", 1, true), tuple("w", 0, false));
    }

    @Test
    void repeatedLinesDoNotMoveTheCuts() {
        List<String> lines = eighteenClicks();
        lines.add("v click c1 19");
        lines.add("v click c2 20 - last");
        for (int i = 0; i < 20; i++) {
            lines.add("v click c2 20 - last");
        }
        Split split = Temporal.split(LogLines.log(DataSet.Timestamps.REAL, lines));
        assertThat(split.test()).containsExactly(new EvaluationRequest("v", 19, List.of("c1", "c2"), 0));
        assertThat(LogLines.lines(split, TEST, 40)).hasSize(22);
    }

    @Test
    void rejectsALogWhosePositiveEventsHaveTheSameTime() {
        EventLog log = LogLines.log("u click a 1000", "u click b 1000", "v click a 1000");
        assertThatThrownBy(() -> Temporal.split(log)).isInstanceOf(RecallException.class)
                .hasMessageContaining("none is before the test, which starts at 1970-01-01T00:00:01Z")
                .hasMessageContaining("leave-one-out");
    }

    @Test
    void rejectsOrderOnlyTimestamps() {
        EventLog log = LogLines.log(DataSet.Timestamps.ORDER_ONLY, eighteenClicks());
        assertThatThrownBy(() -> Temporal.split(log)).isInstanceOf(RecallException.class)
                .hasMessageContaining("real timestamps");
    }

    @Test
    void rejectsALogWithoutPositiveEvents() {
        EventLog log = LogLines.log("u search words 1");
        assertThatThrownBy(() -> Temporal.split(log)).isInstanceOf(RecallException.class)
                .hasMessageContaining("no positive event");
    }
}
