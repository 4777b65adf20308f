package io.graphrecall.evaluation.protocol;

import static io.graphrecall.evaluation.protocol.Split.Part.TEST;
import static io.graphrecall.evaluation.protocol.Split.Part.TRAINING;
import static io.graphrecall.evaluation.protocol.Split.Part.VALIDATION;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class LeaveOneOutTest {

    @Test
    void theLastNewContentIsTheTestTargetAndTheOneBeforeIsTheValidationTarget() {
        Split split = LeaveOneOut.split(LogLines.log("u click a 10", "u play b 20", "u like c 30", "u click d 40"));
        assertThat(split.test()).containsExactly(new EvaluationRequest("u", 40, List.of("d"), 3));
        assertThat(split.validation()).containsExactly(new EvaluationRequest("u", 30, List.of("c"), 2));
        assertThat(LogLines.lines(split, TRAINING, 4)).containsExactly(1, 2);
        assertThat(LogLines.lines(split, VALIDATION, 4)).containsExactly(3);
        assertThat(LogLines.lines(split, TEST, 4)).containsExactly(4);
    }

    @Test
    void repeatsAreNeverTargets() {
        Split split = LeaveOneOut.split(
                LogLines.log("u click a 10", "u click b 20", "u click c 30", "u click a 40", "u like b 50"));
        assertThat(split.test()).containsExactly(new EvaluationRequest("u", 30, List.of("c"), 2));
        assertThat(split.validation()).containsExactly(new EvaluationRequest("u", 20, List.of("b"), 1));
        assertThat(LogLines.lines(split, TEST, 5)).containsExactly(3, 4, 5);
        assertThat(LogLines.lines(split, VALIDATION, 5)).containsExactly(2);
    }

    @Test
    void withholdsEarlierEventsOnTheTarget() {
        Split split = LeaveOneOut.split(LogLines.log(
                "u impression c 1",
                "u skip b 2",
                "u click a 10",
                "u impression a 11",
                "u click b 20",
                "u search words 25",
                "u click c 30"));
        assertThat(LogLines.lines(split, TEST, 7)).containsExactly(1, 7);
        assertThat(LogLines.lines(split, VALIDATION, 7)).containsExactly(2, 5, 6);
        assertThat(LogLines.lines(split, TRAINING, 7)).containsExactly(3, 4);
    }

    @Test
    void withholdsEventsOfTheUserWithTheRequestIdOfATarget() {
        Split split = LeaveOneOut.split(LogLines.log(
                "u impression x 5 r1",
                "u impression y 6 r2",
                "u impression z 7 r3",
                "u click a 10 r3",
                "u click b 20 r2",
                "u click c 30 r1",
                "v click x 5 r1",
                "v click y 6 r2"));
        assertThat(LogLines.lines(split, TEST, 8)).containsExactly(1, 6);
        assertThat(LogLines.lines(split, VALIDATION, 8)).containsExactly(2, 5);
    }

    @Test
    void anEmptyRequestIdIsNone() {
        Split split = LeaveOneOut.split(LogLines.log(
                "u click a 10 ''", "u click b 20 ''", "u click c 30 ''", "u click d 40 ''"));
        assertThat(LogLines.lines(split, TRAINING, 4)).containsExactly(1, 2);
    }

    @Test
    void onlyPositiveEngagementsAreTargets() {
        Split split = LeaveOneOut.split(LogLines.log(
                "u click a 1", "u favourite b 2", "u comment c 3", "u dislike d 4", "u skip e 5", "u purchase i 6"));
        assertThat(split.test()).extracting(EvaluationRequest::targets).containsExactly(List.of("c"));
    }

    @Test
    void eventsOfTheSameTimeKeepTheOrderOfLines() {
        Split split = LeaveOneOut.split(LogLines.log("u click a 10", "u click b 10", "u click c 10"));
        assertThat(split.test()).extracting(EvaluationRequest::targets).containsExactly(List.of("c"));
        assertThat(LogLines.lines(split, TRAINING, 3)).containsExactly(1);
    }

    @Test
    void linesOutOfOrderAreSorted() {
        Split split = LeaveOneOut.split(LogLines.log("u click c 30", "u click a 10", "u click b 20"));
        assertThat(split.test()).extracting(EvaluationRequest::targets).containsExactly(List.of("c"));
        assertThat(LogLines.lines(split, TEST, 3)).containsExactly(1);
        assertThat(LogLines.lines(split, VALIDATION, 3)).containsExactly(3);
    }

    @Test
    void aLineWithTheIdOfAnEarlierOneIsNoEventAndBelongsToItsPart() {
        EventLog log = LogLines.log(
                "u click a 10 - first", "u click b 20", "u click c 30 - second", "u click d 40 - third",
                "u click a 10 - first", "u click c 30 - second", "u click d 40 - third", "v click x 50 - third");
        Split split = LeaveOneOut.split(log);
        assertThat(split.test()).containsExactly(new EvaluationRequest("u", 40, List.of("d"), 3));
        assertThat(split.validation()).containsExactly(new EvaluationRequest("u", 30, List.of("c"), 2));
        assertThat(LogLines.lines(split, TRAINING, 8)).containsExactly(1, 2, 5);
        assertThat(LogLines.lines(split, VALIDATION, 8)).containsExactly(3, 6);
        assertThat(LogLines.lines(split, TEST, 8)).containsExactly(4, 7, 8);
        assertThat(log.userIds()).containsExactly("u");
    }

    @Test
    void anImpressionLeavesItsIdToALaterEvent() {
        Split split = LeaveOneOut.split(LogLines.log(
                "u click a 10", "u click b 20", "u impression c 25 - same", "u click c 30 - same"));
        assertThat(split.test()).containsExactly(new EvaluationRequest("u", 30, List.of("c"), 2));
        assertThat(LogLines.lines(split, TEST, 4)).containsExactly(3, 4);
    }

    @Test
    void usersWithFewerThanThreeContentsHaveNoTarget() {
        Split split = LeaveOneOut.split(LogLines.log(
                "u click a 1", "u click b 2", "u click a 3", "v search words 1", "w click a 1", "w click b 2",
                "w click c 3"));
        assertThat(split.test()).extracting(EvaluationRequest::userId).containsExactly("w");
        assertThat(LogLines.lines(split, TRAINING, 7)).containsExactly(1, 2, 3, 4, 5);
    }
}
