package io.graphrecall.world;

import io.graphrecall.schema.Progress;
import io.graphrecall.world.Chance.Stream;
import io.graphrecall.world.PassingInterests.Phase;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lets one user after the other live through the span, and writes the log in the order of time. */
final class BehaviourSimulation {

    /** What an event takes of a user's time, about, in milliseconds. */
    private static final double TIME_AN_EVENT = 12_000;

    private final Platform platform;
    private final Population population;
    private final PassingInterests passing;
    private final Truth truth;

    BehaviourSimulation(Platform platform, Population population, Truth truth) {
        this.platform = platform;
        this.population = population;
        this.truth = truth;
        passing = new PassingInterests(platform.parameters(), platform.vocabulary());
    }

    /** Writes {@code events.jsonl} of a data set. */
    void writeEvents(Path folder, Progress progress) throws IOException {
        WorldParameters parameters = platform.parameters();
        double all = 0;
        for (int i = 0; i < parameters.users(); i++) {
            all += population.activity(i);
        }
        try (EventOrder order = new EventOrder(folder, parameters)) {
            UserTimeline log = new UserTimeline(order);
            double sum = 0;
            long given = 0;
            for (int i = 0; i < parameters.users(); i++) {
                sum += population.activity(i);
                long due = all == 0 ? 0 : Math.round(parameters.events() * (sum / all));
                live(i, (int) (due - given), log);
                progress.advance(due - given);
                given = due;
            }
            try (JsonLinesWriter out = new JsonLinesWriter(folder.resolve("events.jsonl"))) {
                order.writeTo(out);
            }
        }
    }

    private void live(int number, int events, UserTimeline log) {
        WorldParameters parameters = platform.parameters();
        SimulatedUser user = population.user(number);
        List<Phase> phases = passing.phases(user);
        truth.user(user, phases);
        Chance chance = Chance.of(parameters.seed(), Stream.BEHAVIOUR, number);
        double timeLeft = (1 - user.traits().joined()) * parameters.span().toMillis();
        double pace = Math.min(1, timeLeft / 2 / (TIME_AN_EVENT * Math.max(1, events)));
        Timeline time = new Timeline(parameters, user.traits().joined(), pace);
        log.begin(number, events);
        for (int visit = 0; !log.full(); visit++) {
            time.nextVisit(visitsOf(log.left()), chance);
            user.setPassing(PassingInterests.at(phases, time.at()));
            new Visit(platform, user, visit, time, log, truth, chance).run();
        }
    }

    /** Visits have about ten events each. */
    private static int visitsOf(int events) {
        return Math.ceilDiv(events, 10);
    }
}
