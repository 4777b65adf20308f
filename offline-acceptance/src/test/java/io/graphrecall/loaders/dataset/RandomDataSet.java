package io.graphrecall.loaders.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes a deterministic data set of random records of every kind. */
final class RandomDataSet {

    private static final int USERS = 100;
    private static final int CONTENTS = 80;
    private static final long START = 1_772_000_000_000L; // epoch milliseconds
    private static final List<String> ACTIONS = List.of("click", "play", "like", "skip", "impression");

    private RandomDataSet() {}

    /** @param events number of events, in chronological order */
    static void write(Path folder, int events) throws IOException {
        Random random = new Random(5);
        List<String> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            users.add("{\"user_id\":\"u%d\",\"follows\":[\"u%d\"],\"mutes\":[\"t%d\"]}"
                    .formatted(i, random.nextInt(USERS), random.nextInt(20)));
        }
        List<String> contents = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (int i = 0; i < CONTENTS; i++) {
            String description = "\"title\":\"title %d\",\"category\":[\"C%d\",\"D%d\"],\"tags\":[\"t%d\",\"t%d\"]"
                    .formatted(i, i % 5, i % 15, random.nextInt(20), 20 + random.nextInt(20));
            contents.add("{\"content_id\":\"c%d\",%s,\"author\":\"u%d\"}".formatted(i, description, i % USERS));
            items.add("{\"item_id\":\"i%d\",%s}".formatted(i, description));
        }
        List<String> log = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            String what = switch (random.nextInt(10)) {
                case 0 -> "\"action\":\"search\",\"query\":\"query %d\"".formatted(random.nextInt(30));
                case 1 -> "\"action\":\"view\",\"item_id\":\"i%d\"".formatted(random.nextInt(CONTENTS));
                default -> "\"action\":\"%s\",\"content_id\":\"c%d\""
                        .formatted(ACTIONS.get(random.nextInt(ACTIONS.size())), random.nextInt(CONTENTS));
            };
            log.add("{\"user_id\":\"u%d\",%s,\"timestamp\":%d}"
                    .formatted(random.nextInt(USERS), what, START + 1000L * i));
        }
        Files.write(folder.resolve("users.jsonl"), users);
        Files.write(folder.resolve("contents.jsonl"), contents);
        Files.write(folder.resolve("items.jsonl"), items);
        Files.write(folder.resolve("events.jsonl"), log);
    }
}
