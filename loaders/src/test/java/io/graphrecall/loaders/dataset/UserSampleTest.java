package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class UserSampleTest {

    private static final int USERS = 50;

    @TempDir
    private Path folder;

    /** Users with one to seven events each, in an order of the seed. */
    private DataSetFolder data(long seed) throws IOException {
        List<String> events = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i <= user % 7; i++) {
                events.add("{\"user_id\":\"u%d\",\"action\":\"click\",\"content_id\":\"c%d\",\"timestamp\":%d}"
                        .formatted(user, user * 2 + i, i));
            }
        }
        Collections.shuffle(events, new Random(seed));
        Path path = Files.createDirectories(folder.resolve("" + seed));
        write(path, "events.jsonl", events);
        write(path, "users.jsonl",
                IntStream.range(0, USERS + 10).mapToObj("{\"user_id\":\"u%d\"}"::formatted).toList());
        write(path, "contents.jsonl", IntStream.range(0, 2 * USERS + 10).mapToObj("{\"content_id\":\"c%d\"}"::formatted)
                .toList());
        write(path, "tags.jsonl", List.of("{\"tag\":\"gel\"}"));
        return DataSetFolder.open(path);
    }

    private static void write(Path folder, String file, List<String> lines) throws IOException {
        Files.write(folder.resolve(file), lines);
    }

    private static Set<String> users(DataSetFolder data) {
        Set<String> users = new TreeSet<>();
        data.users(user -> users.add(user.id().key()));
        return users;
    }

    private static List<String> events(DataSetFolder data) {
        List<String> events = new ArrayList<>();
        data.events(event -> events.add(event.user().key() + " " + event.target().key()));
        return events;
    }

    @Test
    void theSampledUsersComeWithAllTheirEventsAndContents() throws IOException {
        DataSetFolder all = data(1);
        DataSetFolder sample = all.sample(5);
        Set<String> users = users(sample);
        List<String> contents = new ArrayList<>();
        sample.contents(content -> contents.add(content.id().key()));
        List<String> tags = new ArrayList<>();
        sample.tags(tag -> tags.add(tag.tag().key()));

        assertThat(users).hasSize(5);
        assertThat(events(sample)).isEqualTo(events(all).stream()
                .filter(event -> users.contains(event.split(" ")[0])).toList());
        assertThat(contents).containsExactlyInAnyOrderElementsOf(events(sample).stream()
                .map(event -> event.split(" ")[1]).collect(Collectors.toSet()));
        assertThat(tags).containsExactly("gel");
    }

    @Test
    void theSampleDependsOnlyOnTheUserIds() throws IOException {
        Set<String> small = users(data(1).sample(5));
        assertThat(users(data(2).sample(5))).isEqualTo(small);
        assertThat(users(data(1).sample(20))).hasSize(20).containsAll(small);
        assertThat(events(data(1).sample(USERS))).isEqualTo(events(data(1)));
    }

    @Test
    void theReportCountsRecordsOutsideTheSample() throws IOException {
        LoadSummary summary = DataSetLoader.check(data(1).sample(5), 1, Progress.NONE).summary();
        assertThat(summary.lines()).contains("users.jsonl: 60 read, 55 left out by the sample or the mapping",
                "tags.jsonl: 1 read");
    }

    @Test
    void aSampleNeedsEvents() throws IOException {
        write(folder, "contents.jsonl", List.of("{\"content_id\":\"c\"}"));
        DataSetFolder data = DataSetFolder.open(folder);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> data.sample(5))
                .withMessage("a sample needs events, but " + folder + " has none");
    }
}
