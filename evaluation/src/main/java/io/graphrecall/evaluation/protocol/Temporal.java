package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Temporal split. The test starts for all users at the 90 % quantile of the times of positive events. All contents that a
 * user engages with for the first time from then on are targets. The events before it are cut again in the same way for
 * validation.
 */
final class Temporal {

    private static final double QUANTILE = 0.9;

    private Temporal() {}

    static Split split(EventLog log) {
        if (log.timestamps() == DataSet.Timestamps.ORDER_ONLY) {
            throw new RecallException(
                    Code.INVALID,
                    "protocol temporal needs real timestamps, but the data set has order-only timestamps; use leave-one-out");
        }
        long testCut = cut(log, Long.MAX_VALUE, "the log has no positive event");
        long validationCut = cut(log, testCut, "none is before the test, which starts at "
                + Instant.ofEpochMilli(testCut) + ", the time of the first one; use leave-one-out");
        Window test = Window.of(log, testCut, Long.MAX_VALUE);
        Window validation = Window.of(log, validationCut, testCut);
        return Split.of(log, validation.targets(), validation.lines(), test.targets(), test.lines());
    }

    /**
     * Returns the quantile of the times of positive events before an end.
     *
     * @param none message if there is no such event
     */
    private static long cut(EventLog log, long end, String none) {
        long[] times = log.users().stream()
                .flatMap(List::stream)
                .filter(event -> event.positive() && event.at() < end)
                .mapToLong(LoggedEvent::at)
                .toArray();
        if (times.length == 0) {
            throw new RecallException(Code.INVALID, "protocol temporal needs positive events, but " + none);
        }
        Arrays.sort(times);
        return times[(int) (QUANTILE * times.length)];
    }

    /**
     * Targets and withheld lines of a time window.
     *
     * @param targets targets of each user with one, in chronological order
     */
    private record Window(List<List<LoggedEvent>> targets, BitSet lines) {

        /** @param end exclusive end of the window */
        static Window of(EventLog log, long start, long end) {
            List<List<LoggedEvent>> targetsByUser = new ArrayList<>();
            WithheldEvents withheld = new WithheldEvents();
            for (List<LoggedEvent> events : log.users()) {
                events.stream().filter(event -> event.at() >= start).forEach(withheld::withhold);
                List<LoggedEvent> targets = LoggedEvent.firstEngagements(events).stream()
                        .filter(event -> event.at() >= start && event.at() < end)
                        .toList();
                if (!targets.isEmpty()) {
                    targets.forEach(target -> withheld.add(target, events));
                    targetsByUser.add(targets);
                }
            }
            return new Window(targetsByUser, withheld.lines());
        }
    }
}
