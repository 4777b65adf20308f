package io.graphrecall.service.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.ingest.Rejection;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.erasure.HomeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Timeout(30)
class SpoolTest {

    private static final SpoolSettings ENABLED = new SpoolSettings(true, 1 << 20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    /** Ids of the records that the graph has. */
    private final List<String> written = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean graphResponds;
    /** Number of writes that fail although the graph responds. */
    private volatile int failures;
    private volatile int tried;

    @Test
    void recordsThatWaitAreWrittenInTheirOrderBeforeLaterOnes() throws InterruptedException {
        try (Spool spool = spool(ENABLED)) {
            graphResponds = true;
            assertThat(post(spool, RecordKind.EVENTS, "direct").spooled()).isNull();
            graphResponds = false;

            assertThat(post(spool, RecordKind.CONTENTS, "c1").spooled()).isTrue();
            post(spool, RecordKind.EVENTS, "e1", "e2");
            post(spool, RecordKind.CONTENTS, "c2");
            assertThat(spool.records()).isEqualTo(4);
            assertThatThrownBy(spool::checkEmpty).hasMessageContaining("4 posted records wait");
            graphResponds = true;
            spool.start();
            awaitEmpty(spool);

            assertThat(post(spool, RecordKind.EVENTS, "later").spooled()).isNull();
            assertThat(written).containsExactly("direct", "c1", "e1", "e2", "c2", "later");
            assertThat(spool.bytes()).isZero();
        }
    }

    @Test
    void recordsSurviveAStopAndATornLineIsNoRecord() throws IOException, InterruptedException {
        try (Spool spool = spool(ENABLED)) {
            post(spool, RecordKind.EVENTS, "e1", "e2");
        }
        Path file = home.resolve(Spool.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Files.writeString(file, "{\"kind\":\"events\",\"rec", StandardOpenOption.APPEND);

        try (Spool spool = spool(new SpoolSettings(false, 1))) {
            assertThat(spool.records()).isEqualTo(2);
            assertThatThrownBy(() -> post(spool, RecordKind.EVENTS, "refused")).isInstanceOf(RecallException.class);
            graphResponds = true;
            spool.start();
            awaitEmpty(spool);
        }
        assertThat(written).containsExactly("e1", "e2");
        try (Spool spool = spool(ENABLED)) {
            assertThat(spool.records()).isZero();
        }
    }

    @Test
    void aPostBeyondTheLimitIsRefused() {
        try (Spool spool = spool(new SpoolSettings(true, 100))) {
            post(spool, RecordKind.EVENTS, "e1");

            assertThatThrownBy(() -> post(spool, RecordKind.EVENTS, "e2", "e3"))
                    .isInstanceOfSatisfying(RecallException.class, e -> assertThat(e.code())
                            .isEqualTo(RecallException.Code.UNAVAILABLE))
                    .hasMessageContaining("no room for the post (recall.spool.max-size)");
            assertThat(spool.records()).isEqualTo(1);
        }
    }

    @Test
    void recordsOfErasedUsersAreNotWritten() throws InterruptedException {
        try (Spool spool = spool(ENABLED)) {
            post(spool, RecordKind.EVENTS, "gone\",\"user_id\":\"ann", "kept\",\"user_id\":\"ann-2");
            new HomeFiles(home).erase(new UserId("ann"));
            graphResponds = true;
            spool.start();
            awaitEmpty(spool);
        }
        assertThat(written).containsExactly("kept");
    }

    @Test
    void aRecordThatTheGraphRefusesIsADeadLetter() throws InterruptedException {
        try (Spool spool = spool(ENABLED)) {
            post(spool, RecordKind.EVENTS, "e1", "rejected", "e2", "broken", "e3");
            graphResponds = true;
            spool.start();
            awaitEmpty(spool);
        }
        assertThat(written).containsExactly("e1", "e2", "e3");
        assertThat(new DeadLetters(home.resolve(Spool.DEAD_LETTERS)).latest(10).latest())
                .extracting(letter -> letter.kind() + " " + letter.reason() + " " + letter.raw())
                .containsExactlyInAnyOrder(
                        "events is held {\"id\":\"rejected\"}", "events cannot be written {\"id\":\"broken\"}");
    }

    @Test
    void aLineThatIsNoRecordIsOneDeadLetterHoweverOftenItIsTried() throws IOException, InterruptedException {
        try (Spool spool = spool(ENABLED)) {
            post(spool, RecordKind.EVENTS, "e1");
        }
        Files.writeString(home.resolve(Spool.FILE), "garbage\n", StandardOpenOption.APPEND);
        graphResponds = true;
        failures = 1;
        try (Spool spool = spool(ENABLED)) {
            spool.start();
            awaitEmpty(spool);
        }
        assertThat(written).containsExactly("e1");
        assertThat(new DeadLetters(home.resolve(Spool.DEAD_LETTERS)).latest(10).latest()).singleElement()
                .satisfies(letter -> assertThat(letter.raw()).isEqualTo("\"garbage\""));
    }

    @Test
    void writingGoesOnWhenTheFileOfDeadLettersCanBeWrittenAgain() throws IOException, InterruptedException {
        Path deadLetters = Files.createDirectory(home.resolve(Spool.DEAD_LETTERS)); // as if its disk was full
        try (Spool spool = spool(ENABLED)) {
            post(spool, RecordKind.EVENTS, "broken");
            graphResponds = true;
            spool.start();
            while (tried < 2) {
                Thread.sleep(5);
            }
            Files.delete(deadLetters);

            awaitEmpty(spool);
        }
        assertThat(new DeadLetters(deadLetters).latest(10).total()).isEqualTo(1);
    }

    @Test
    void aCrashWhileTheFileIsEmptiedRepeatsNothing() throws IOException {
        Files.writeString(home.resolve(Spool.FILE), "0000000000000005000\n");

        try (Spool spool = spool(ENABLED)) {
            assertThat(spool.records()).isZero();
            post(spool, RecordKind.EVENTS, "e1");
        }
        try (Spool spool = spool(ENABLED)) {
            assertThat(spool.records()).isEqualTo(1);
        }
    }

    @Test
    void postsOfManyThreadsAreAllWrittenInTheOrderOfTheirThread() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        try (Spool spool = spool(ENABLED)) {
            spool.start();
            for (int i = 0; i < 16; i++) {
                String prefix = i + "-";
                threads.add(Thread.startVirtualThread(() -> IntStream.range(0, 200)
                        .forEach(j -> post(spool, RecordKind.EVENTS, prefix + j))));
            }
            for (int i = 0; i < 5; i++) {
                Thread.sleep(20);
                graphResponds = !graphResponds;
            }
            graphResponds = true;
            for (Thread thread : threads) {
                thread.join();
            }
            awaitEmpty(spool);
        }
        for (int i = 0; i < 16; i++) {
            String prefix = i + "-";
            assertThat(written.stream().filter(id -> id.startsWith(prefix)))
                    .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(j -> prefix + j).toList());
        }
    }

    private static void awaitEmpty(Spool spool) throws InterruptedException {
        while (spool.records() > 0) {
            Thread.sleep(5);
        }
    }

    private Spool spool(SpoolSettings settings) {
        Function<List<JsonNode>, Receipt> writer = this::write;
        return new Spool(home, settings, () -> graphResponds,
                Map.of(RecordKind.EVENTS, writer, RecordKind.CONTENTS, writer));
    }

    private Receipt post(Spool spool, RecordKind kind, String... ids) {
        List<JsonNode> sources = Stream.of(ids).map(id -> StrictJson.parse("{\"id\":\"" + id + "\"}")).toList();
        return spool.post(kind, sources, () -> write(sources));
    }

    /** Writes as the graph does: nothing while it is away, and not the records that it refuses. */
    private Receipt write(List<JsonNode> records) {
        tried += graphResponds ? 1 : 0;
        if (!graphResponds || failures > 0) {
            failures = Math.max(0, failures - 1);
            throw new RecallException(RecallException.Code.UNAVAILABLE, "Neo4j does not respond");
        }
        List<String> ids = records.stream().map(record -> record.path("id").asText()).toList();
        if (ids.contains("broken") || !records.stream().allMatch(JsonNode::isObject)) {
            throw new IllegalStateException("cannot be written");
        }
        List<Rejection> rejected = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i).equals("rejected")) {
                rejected.add(new Rejection(i, "is held"));
            } else {
                written.add(ids.get(i));
            }
        }
        return new Receipt(ids.size() - rejected.size(), rejected, 1);
    }
}
