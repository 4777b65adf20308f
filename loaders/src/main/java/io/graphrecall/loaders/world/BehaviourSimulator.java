package io.graphrecall.loaders.world;

import io.graphrecall.loaders.world.Vocabulary.Field;
import io.graphrecall.schema.Progress;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets users visit the platform day by day, and writes the log. Holds the events of one day at a time. */
final class BehaviourSimulator {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final WorldParameters parameters;
    private final List<Field> fields;
    private final List<SimulatedUser> users;
    private final ContentShelf shelf;
    private final List<List<SimulatedItem>> items = new ArrayList<>();
    private final Chance chance;

    BehaviourSimulator(WorldParameters parameters, List<Field> fields, List<SimulatedUser> users,
            List<SimulatedContent> contents, List<SimulatedItem> items, Chance chance) {
        this.parameters = parameters;
        this.fields = fields;
        this.users = users;
        this.chance = chance;
        shelf = new ContentShelf(contents, fields.size());
        fields.forEach(field -> this.items.add(new ArrayList<>()));
        items.forEach(item -> this.items.get(item.field()).add(item));
    }

    void writeEvents(Path file, Progress progress) throws IOException {
        Weights activity = new Weights(users.stream().mapToDouble(SimulatedUser::activity).toArray());
        int days = (int) parameters.span().toDays();
        long start = parameters.end().toEpochMilli() - days * DAY;
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            EventLog log = new EventLog(out);
            SessionSimulator session = new SessionSimulator(fields, shelf, items, log, chance);
            for (int day = 0; day < days; day++) {
                int quota = share(day + 1, days) - share(day, days);
                log.begin(quota);
                while (!log.full()) {
                    long begin = start + day * DAY;
                    session.visit(users.get(activity.draw(chance)), begin + timeOfDay(), begin + DAY);
                }
                log.end();
                progress.advance(quota);
            }
        }
    }

    private int share(int day, int days) {
        return (int) ((long) parameters.events() * day / days);
    }

    /** Evenings are busier. At least the last minute of a day is left for the visit. */
    private long timeOfDay() {
        long time = (long) (chance.fraction() * (DAY - 60_000));
        boolean busy = Math.floorMod(parameters.end().toEpochMilli() + time, DAY) / HOUR >= 9;
        return busy || chance.happens(0.4) ? time : (long) (chance.fraction() * (DAY - 60_000));
    }
}
