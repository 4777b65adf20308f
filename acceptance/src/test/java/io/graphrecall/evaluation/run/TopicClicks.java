package io.graphrecall.evaluation.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A data set whose users have one interest each. */
final class TopicClicks {

    private TopicClicks() {}

    /** Writes a data set in which each user clicks contents of one topic, and first one content of any topic. */
    static Path write(Path folder, int users, int clicksPerUser, int topics, int contentsPerTopic) throws IOException {
        Random random = new Random(1);
        Files.createDirectories(folder);
        Files.write(folder.resolve("contents.jsonl"), IntStream.range(0, topics * contentsPerTopic)
                .mapToObj("{\"content_id\":\"c%d\"}"::formatted).toList());
        List<String> events = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            int first = user % topics * contentsPerTopic;
            List<Integer> clicks = new ArrayList<>(
                    IntStream.range(first, first + contentsPerTopic).boxed().toList());
            Collections.shuffle(clicks, random);
            clicks.addFirst(random.nextInt(topics * contentsPerTopic));
            for (int click = 0; click < clicksPerUser; click++) {
                events.add("{\"user_id\":\"u%d\",\"action\":\"click\",\"content_id\":\"c%d\",\"timestamp\":%d}"
                        .formatted(user, clicks.get(click), 1_000_000_000_000L + 1_000L * click + user));
            }
        }
        Files.write(folder.resolve("events.jsonl"), events);
        return folder;
    }
}
