package io.graphrecall.world;

import io.graphrecall.schema.Progress;
import io.graphrecall.world.SeededRandom.Stream;
import io.graphrecall.world.TemporaryInterests.Period;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Simulates the users one by one and writes the event log in chronological order. */
final class BehaviourSimulation {

    /** Approximate duration of an event in milliseconds. */
    private static final double EVENT_DURATION = 12_000;

    private final Platform platform;
    private final UserGenerator population;
    private final TemporaryInterests temporaryInterests;
    private final GroundTruth groundTruth;

    BehaviourSimulation(Platform platform, UserGenerator population, GroundTruth groundTruth) {
        this.platform = platform;
        this.population = population;
        this.groundTruth = groundTruth;
        temporaryInterests = new TemporaryInterests(platform.parameters(), platform.vocabulary());
    }

    /** Writes {@code events.jsonl} of a data set. */
    void writeEvents(Path folder, Progress progress) throws IOException {
        WorldParameters parameters = platform.parameters();
        double totalActivity = 0;
        for (int i = 0; i < parameters.users(); i++) {
            totalActivity += population.activity(i);
        }
        try (EventSorter order = new EventSorter(folder, parameters)) {
            UserLog log = new UserLog(order);
            double activity = 0;
            long assigned = 0;
            for (int i = 0; i < parameters.users(); i++) {
                activity += population.activity(i);
                long cumulative = totalActivity == 0 ? 0 : Math.round(parameters.events() * (activity / totalActivity));
                simulate(i, (int) (cumulative - assigned), log);
                progress.advance(cumulative - assigned);
                assigned = cumulative;
            }
            try (JsonLinesWriter out = new JsonLinesWriter(folder.resolve("events.jsonl"))) {
                order.writeTo(out);
            }
        }
    }

    private void simulate(int number, int events, UserLog log) {
        WorldParameters parameters = platform.parameters();
        SimulatedUser user = population.user(number);
        List<Period> periods = temporaryInterests.periods(user);
        groundTruth.user(user, periods);
        SeededRandom random = SeededRandom.of(parameters.seed(), Stream.BEHAVIOUR, number);
        double remainingTime = (1 - user.traits().joined()) * parameters.span().toMillis();
        double durationScale = Math.min(1, remainingTime / 2 / (EVENT_DURATION * Math.max(1, events)));
        UserClock clock = new UserClock(parameters, user.traits().joined(), durationScale);
        log.begin(number, events);
        for (int visit = 0; !log.isFull(); visit++) {
            clock.nextVisit(visits(log.remaining()), random);
            user.setTemporaryInterest(TemporaryInterests.at(periods, clock.now()));
            new Visit(platform, user, visit, clock, log, groundTruth, random).run();
        }
    }

    /** Returns the number of visits for a number of events: about ten events each. */
    private static int visits(int events) {
        return Math.ceilDiv(events, 10);
    }
}
