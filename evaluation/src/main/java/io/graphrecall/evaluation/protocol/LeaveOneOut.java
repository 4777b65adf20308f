package io.graphrecall.evaluation.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Leave-one-out split. The test target is the last content that a user engages with for the first time. The validation
 * target is the second-last. Users with fewer than three contents have no target.
 */
final class LeaveOneOut {

    private static final int MIN_CONTENTS = 3;

    private LeaveOneOut() {}

    static Split split(EventLog log) {
        List<LoggedEvent> validationTargets = new ArrayList<>();
        List<LoggedEvent> testTargets = new ArrayList<>();
        WithheldEvents validation = new WithheldEvents();
        WithheldEvents test = new WithheldEvents();
        for (List<LoggedEvent> events : log.users()) {
            List<LoggedEvent> firsts = LoggedEvent.firstEngagements(events);
            if (firsts.size() >= MIN_CONTENTS) {
                LoggedEvent testTarget = firsts.getLast();
                LoggedEvent validationTarget = firsts.get(firsts.size() - 2);
                testTargets.add(testTarget);
                validationTargets.add(validationTarget);
                test.add(testTarget, events);
                validation.add(validationTarget, events);
            }
        }
        return Split.of(
                log, oneByOne(validationTargets), validation.lines(), oneByOne(testTargets), test.lines());
    }

    private static List<List<LoggedEvent>> oneByOne(List<LoggedEvent> targets) {
        return targets.stream().map(List::of).toList();
    }
}
