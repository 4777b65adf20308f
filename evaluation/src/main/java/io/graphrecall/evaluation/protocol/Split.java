package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.DataSet;

import java.util.BitSet;
import java.util.List;

/**
 * Split of a log. Each line belongs to one {@link Part}.
 *
 * @param validation      requests for tuning
 * @param test            requests for the report
 * @param validationLines lines withheld with validation targets and not with test targets
 * @param testLines       lines withheld with test targets
 */
public record Split(
        List<EvaluationRequest> validation,
        List<EvaluationRequest> test,
        BitSet validationLines,
        BitSet testLines) {

    public enum Part {
        /** Loaded before the first build. */
        TRAINING,
        /** Withheld from the first build, known before the test. */
        VALIDATION,
        /** Never loaded. */
        TEST
    }

    public Split {
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        if (validationLines.intersects(testLines)) {
            throw new IllegalArgumentException("a line is withheld both for validation and for the test");
        }
    }

    /**
     * Splits a log by a protocol.
     *
     * @throws io.graphrecall.schema.RecallException with code INVALID if the protocol does not fit the log
     */
    public static Split of(EventLog log, DataSet.Protocol protocol) {
        return switch (protocol) {
            case LEAVE_ONE_OUT -> LeaveOneOut.split(log);
            case TEMPORAL -> Temporal.split(log);
        };
    }

    /**
     * Creates a split from targets and withheld lines. A line in both sets belongs to the test. A line
     * that repeats an event belongs to the part of the event.
     *
     * @param validation      targets of each validation request, in chronological order
     * @param validationLines lines withheld with the validation targets
     * @param test            targets of each test request, in chronological order
     * @param testLines       lines withheld with the test targets
     */
    static Split of(
            EventLog log,
            List<List<LoggedEvent>> validation,
            BitSet validationLines,
            List<List<LoggedEvent>> test,
            BitSet testLines) {
        BitSet testOnly = log.withRepeats(testLines);
        BitSet validationOnly = log.withRepeats(validationLines);
        validationOnly.andNot(testOnly);
        return new Split(
                requests(log, validation, union(validationLines, testLines)),
                requests(log, test, testLines),
                validationOnly,
                testOnly);
    }

    private static List<EvaluationRequest> requests(EventLog log, List<List<LoggedEvent>> targetsByRequest,
            BitSet withheld) {
        return targetsByRequest.stream().map(targets -> {
            LoggedEvent first = targets.getFirst();
            return new EvaluationRequest(
                    first.user(),
                    first.at(),
                    targets.stream().map(target -> target.target().key()).toList(),
                    log.countKnown(first.user(), withheld));
        }).toList();
    }

    /** Returns the lines that are unknown at validation requests. */
    public BitSet withheldFromValidation() {
        return union(validationLines, testLines);
    }

    private static BitSet union(BitSet first, BitSet second) {
        BitSet union = (BitSet) first.clone();
        union.or(second);
        return union;
    }

    public Part part(long line) {
        int bit = Math.toIntExact(line);
        if (testLines.get(bit)) {
            return Part.TEST;
        }
        return validationLines.get(bit) ? Part.VALIDATION : Part.TRAINING;
    }
}
