package io.graphrecall.evaluation.protocol;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Asks for the last content each user newly engaged with, and for the second-last to tune on. Users who engaged with
 * fewer than three contents are not asked for.
 */
public record LeaveOneOut() implements Protocol {

    private static final int FEWEST_CONTENTS = 3;

    @Override
    public String wireName() {
        return "leave-one-out";
    }

    @Override
    public Split split(EventLog log) {
        List<LoggedEvent> validationTargets = new ArrayList<>();
        List<LoggedEvent> testTargets = new ArrayList<>();
        WithheldEvents validation = new WithheldEvents();
        WithheldEvents test = new WithheldEvents();
        for (List<LoggedEvent> events : log.users()) {
            List<LoggedEvent> firsts = FirstEngagements.of(events);
            if (firsts.size() >= FEWEST_CONTENTS) {
                LoggedEvent testTarget = firsts.getLast();
                LoggedEvent validationTarget = firsts.get(firsts.size() - 2);
                testTargets.add(testTarget);
                validationTargets.add(validationTarget);
                test.add(testTarget, events);
                validation.add(validationTarget, events);
            }
        }
        BitSet testLines = test.lines(log);
        BitSet validationLines = validation.lines(log);
        return Split.of(log, targets(validationTargets), validationLines, targets(testTargets), testLines);
    }

    /** Each target is the only one of its question. */
    private static List<List<LoggedEvent>> targets(List<LoggedEvent> targets) {
        return targets.stream().map(List::of).toList();
    }
}
