package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Cuts the log at one time for all users: the 90 % quantile of the positive events. Everything a user newly engages
 * with from then on is a target. Validation cuts what is left in the same way once more.
 */
public record Temporal() implements Protocol {

    private static final double QUANTILE = 0.9;

    @Override
    public String wireName() {
        return "temporal";
    }

    @Override
    public Split split(EventLog log) {
        if (log.timestamps() == DataSet.Timestamps.ORDER_ONLY) {
            throw new RecallException(
                    Code.INVALID,
                    "protocol temporal needs real timestamps, and those of this data set only tell an order");
        }
        long testCut = cut(log, Long.MAX_VALUE);
        long validationCut = cut(log, testCut);
        Window test = Window.of(log, testCut, Long.MAX_VALUE);
        Window validation = Window.of(log, validationCut, testCut);
        return Split.of(log, validation.targets(), validation.lines(), test.targets(), test.lines());
    }

    /** The time at the quantile of the positive events before an end. */
    private static long cut(EventLog log, long end) {
        long[] times = log.users().stream()
                .flatMap(List::stream)
                .filter(event -> event.positive() && event.at() < end)
                .mapToLong(LoggedEvent::at)
                .toArray();
        if (times.length == 0) {
            throw new RecallException(Code.INVALID, "protocol temporal finds no positive event to cut at");
        }
        Arrays.sort(times);
        return times[(int) (QUANTILE * times.length)];
    }

    /**
     * What is asked in one stretch of time, and the lines withheld for it.
     *
     * @param targets those of each question
     */
    private record Window(List<List<LoggedEvent>> targets, BitSet lines) {

        /** @param end first time that is no longer part of the window */
        static Window of(EventLog log, long start, long end) {
            List<List<LoggedEvent>> questions = new ArrayList<>();
            WithheldEvents withheld = new WithheldEvents();
            for (List<LoggedEvent> events : log.users()) {
                events.stream().filter(event -> event.at() >= start).forEach(withheld::withhold);
                List<LoggedEvent> targets = FirstEngagements.of(events).stream()
                        .filter(event -> event.at() >= start && event.at() < end)
                        .toList();
                if (!targets.isEmpty()) {
                    targets.forEach(target -> withheld.add(target, events));
                    questions.add(targets);
                }
            }
            return new Window(questions, withheld.lines(log));
        }
    }
}
