package io.graphrecall.world;

import io.graphrecall.world.Chance.Stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What users are interested in for some weeks and then no more. */
final class PassingInterests {

    private static final Duration SHORTEST = Duration.ofDays(8);
    private static final Duration LONGEST = Duration.ofDays(25);
    private static final double SHARE_OF_TIME = 0.6;

    /**
     * A time of one passing interest.
     *
     * @param from  epoch milliseconds
     * @param until epoch milliseconds
     */
    record Phase(int field, long from, long until) {}

    private final WorldParameters parameters;
    private final WorldVocabulary vocabulary;

    PassingInterests(WorldParameters parameters, WorldVocabulary vocabulary) {
        this.parameters = parameters;
        this.vocabulary = vocabulary;
    }

    /** The passing interests of a user over the span, in the order of time, with gaps. */
    List<Phase> phases(SimulatedUser user) {
        Chance chance = Chance.of(parameters.seed(), Stream.PHASE, user.number());
        int dearest = user.traits().interests().getFirst().field();
        long end = parameters.end().toEpochMilli();
        long length = length(chance);
        long from = parameters.start().toEpochMilli() - (long) (chance.fraction() * length);
        List<Phase> phases = new ArrayList<>();
        while (from < end) {
            int field = chance.happens(0.5) ? vocabulary.neighbour(dearest, chance) : vocabulary.drawField(chance);
            if (chance.happens(SHARE_OF_TIME)) {
                phases.add(new Phase(field, from, from + length));
            }
            from += length;
            length = length(chance);
        }
        return phases;
    }

    /** The field of the phase at a time, or -1. */
    static int at(List<Phase> phases, long at) {
        for (Phase phase : phases) {
            if (phase.from() <= at && at < phase.until()) {
                return phase.field();
            }
        }
        return -1;
    }

    private static long length(Chance chance) {
        return SHORTEST.toMillis() + (long) (chance.fraction() * LONGEST.minus(SHORTEST).toMillis());
    }
}
