package io.graphrecall.evaluation.protocol;

import java.util.BitSet;
import java.util.List;

/**
 * A log split by a protocol. Every line is of one part: training, validation (withheld from a strict build, live before
 * the test) or test (never seen).
 *
 * @param validation         the questions that tuning may ask
 * @param test               the questions that the report counts
 * @param validationLines    the lines withheld with validation targets only
 * @param testLines          the lines withheld with test targets
 * @param usersWithoutTarget users of the log who have no test target
 */
public record Split(
        List<EvaluationRequest> validation,
        List<EvaluationRequest> test,
        BitSet validationLines,
        BitSet testLines,
        int usersWithoutTarget) {

    /** What a line may be used for. */
    public enum Part {
        /** Loaded before the build. */
        TRAINING,
        /** Withheld with the validation targets. */
        VALIDATION,
        /** Withheld with the test targets. */
        TEST
    }

    public Split {
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        if (validationLines.intersects(testLines)) {
            throw new IllegalArgumentException("a line is withheld for validation and for the test");
        }
    }

    /**
     * The split of a log by targets and the lines withheld for them.
     *
     * @param validation      the targets of each validation question, in order
     * @param validationLines withheld with them; those that are withheld with test targets too are of the test
     * @param test            the targets of each test question, in order
     */
    static Split of(
            EventLog log,
            List<List<LoggedEvent>> validation,
            BitSet validationLines,
            List<List<LoggedEvent>> test,
            BitSet testLines) {
        BitSet withheld = union(validationLines, testLines);
        BitSet validationOnly = (BitSet) validationLines.clone();
        validationOnly.andNot(testLines);
        return new Split(
                questions(log, validation, withheld),
                questions(log, test, testLines),
                validationOnly,
                testLines,
                log.users().size() - test.size());
    }

    private static List<EvaluationRequest> questions(EventLog log, List<List<LoggedEvent>> targets, BitSet withheld) {
        return targets.stream().map(of -> {
            LoggedEvent first = of.getFirst();
            return new EvaluationRequest(
                    first.user(),
                    first.at(),
                    of.stream().map(target -> target.target().key()).toList(),
                    log.known(first.user(), withheld));
        }).toList();
    }

    /** The lines that are not known yet when validation questions are asked. */
    public BitSet withheldFromValidation() {
        return union(validationLines, testLines);
    }

    private static BitSet union(BitSet first, BitSet second) {
        BitSet union = (BitSet) first.clone();
        union.or(second);
        return union;
    }

    /** The part a line is of. */
    public Part part(long line) {
        int bit = Math.toIntExact(line);
        if (testLines.get(bit)) {
            return Part.TEST;
        }
        return validationLines.get(bit) ? Part.VALIDATION : Part.TRAINING;
    }

    /** The validation questions of one half of the users. */
    public List<EvaluationRequest> validation(ValidationHalf half) {
        return validation.stream().filter(question -> ValidationHalf.of(question.userId()) == half).toList();
    }
}
