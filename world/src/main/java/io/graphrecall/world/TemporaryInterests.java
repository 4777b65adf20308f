package io.graphrecall.world;

import io.graphrecall.world.SeededRandom.Stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Interests that users have for a few weeks. */
final class TemporaryInterests {

    private static final Duration MIN_LENGTH = Duration.ofDays(8);
    private static final Duration MAX_LENGTH = Duration.ofDays(25);
    private static final double ACTIVE_SHARE = 0.6;

    /**
     * Period of one temporary interest.
     *
     * @param from  epoch milliseconds
     * @param until epoch milliseconds
     */
    record Period(int field, long from, long until) {}

    private final WorldParameters parameters;
    private final WorldVocabulary vocabulary;

    TemporaryInterests(WorldParameters parameters, WorldVocabulary vocabulary) {
        this.parameters = parameters;
        this.vocabulary = vocabulary;
    }

    /** Draws the temporary interests of a user over the span, in chronological order with gaps. */
    List<Period> periods(SimulatedUser user) {
        SeededRandom random = SeededRandom.of(parameters.seed(), Stream.PHASE, user.number());
        int mainField = user.traits().interests().getFirst().field();
        long end = parameters.end().toEpochMilli();
        long length = length(random);
        long from = parameters.start().toEpochMilli() - (long) (random.nextDouble() * length);
        List<Period> periods = new ArrayList<>();
        while (from < end) {
            int field = random.nextBoolean(0.5)
                    ? vocabulary.neighbour(mainField, random)
                    : vocabulary.drawField(random);
            if (random.nextBoolean(ACTIVE_SHARE)) {
                periods.add(new Period(field, from, from + length));
            }
            from += length;
            length = length(random);
        }
        return periods;
    }

    /** Returns the field of the period at a time, or -1. */
    static int at(List<Period> periods, long at) {
        for (Period period : periods) {
            if (period.from() <= at && at < period.until()) {
                return period.field();
            }
        }
        return -1;
    }

    private static long length(SeededRandom random) {
        return MIN_LENGTH.toMillis() + (long) (random.nextDouble() * MAX_LENGTH.minus(MIN_LENGTH).toMillis());
    }
}
