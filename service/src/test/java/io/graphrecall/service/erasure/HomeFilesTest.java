package io.graphrecall.service.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

class HomeFilesTest {

    private static final UserId USER = new UserId("ann");
    private static final String NAMED = "WARN user 'ann' did something\n";
    private static final String OTHER = "WARN user 'anna' did something ü\n";

    @TempDir
    private Path home;

    @Test
    void deletesTheLinesThatNameTheUserAndNoOthers() throws IOException {
        Path log = write("logs/recall.log", NAMED + OTHER);
        Path old = home.resolve("logs/recall.2026-01-01.0.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(old))) {
            out.write((OTHER + NAMED).getBytes(StandardCharsets.UTF_8));
        }
        Path letters = write("dead-letters.jsonl",
                """
                        {"file":"e","line":1,"reason":"r","raw":"ann,x"}
                        {"file":"e","line":2,"reason":"r","raw":"anna,x"}
                        """);
        Path own = write("my-data/events.jsonl", "{\"user_id\":\"ann\"}\n");
        HomeFiles files = new HomeFiles(home);
        assertThat(files.search(USER)).containsOnlyKeys(log, old, letters).doesNotContainValue(false);

        files.erase(USER);

        assertThat(files.search(USER)).containsOnlyKeys(log, old, letters).doesNotContainValue(true);
        assertThat(log).hasContent(" ".repeat(NAMED.length() - 1) + "\n" + OTHER);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(old))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(OTHER);
        }
        assertThat(letters).content().contains("anna,x").doesNotContain("ann,x");
        assertThat(own).content().as("a file of the operator").contains("ann");
    }

    @Test
    void aServiceGoesOnWritingTheSameLogFile() throws IOException {
        Path log = write("logs/recall.log", NAMED);
        try (OutputStream service = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
            service.write(NAMED.getBytes(StandardCharsets.UTF_8));

            new HomeFiles(home).erase(USER);
            service.write(OTHER.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(log).hasContent((" ".repeat(NAMED.length() - 1) + "\n").repeat(2) + OTHER);
    }

    @Test
    void aLogThatIsRolledMeanwhileIsCleanAsWellAndOneThatIsDeletedIsPassedOver() throws IOException {
        write("logs/a-large.log", NAMED);
        Path log = write("logs/feedback.log", NAMED);
        Path oldest = write("logs/feedback.2025-12-01.0.log", NAMED);
        Path rolled = home.resolve("logs/feedback.2026-01-02.0.log.gz");
        AtomicBoolean first = new AtomicBoolean(true);

        new HomeFiles(home).erase(line -> {
            if (first.getAndSet(false)) {
                roll(log, rolled);
                delete(oldest);
            }
            return line.contains("'ann'");
        });

        assertThat(new HomeFiles(home).search(USER)).containsOnlyKeys(home.resolve("logs/a-large.log"), log, rolled)
                .doesNotContainValue(true);
    }

    @Test
    void aLogThatIsBeingCompressedIsCleanWhenItIsDone() throws Exception {
        Path old = write("logs/recall.2026-01-02.0.log123456789.tmp", NAMED);
        Path compressed = home.resolve("logs/recall.2026-01-02.0.log.gz");
        try (OutputStream file = Files.newOutputStream(compressed)) {
            GZIPOutputStream zip = new GZIPOutputStream(file, 512, true);
            zip.write(NAMED.getBytes(StandardCharsets.UTF_8));
            zip.flush();
            Thread erasure = Thread.ofVirtual().start(() -> new HomeFiles(home).erase(USER));
            assertThat(erasure.join(Duration.ofMillis(500))).isFalse();
            zip.write(OTHER.getBytes(StandardCharsets.UTF_8));
            zip.finish();
            erasure.join();
        }
        assertThat(old).content().isBlank();
        assertThat(new HomeFiles(home).search(USER)).containsOnlyKeys(old, compressed).doesNotContainValue(true);
    }

    @Test
    void aFileThatCannotBeReadDoesNotPreventTheOthersFromBeingCleaned() throws IOException {
        Path broken = write("logs/a.log.gz", "no gzip");
        Path log = write("logs/recall.log", NAMED);

        assertThatThrownBy(() -> new HomeFiles(home).erase(USER)).hasMessageContaining(broken.toString());

        assertThat(log).content().isBlank();
    }

    /** Moves a log to a compressed file and begins a new one. */
    private static void roll(Path log, Path target) {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
            out.write(Files.readAllBytes(log));
            Files.delete(log);
            Files.writeString(log, OTHER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHomeWithoutFilesHasNothingToErase() {
        new HomeFiles(home).erase(USER);
        assertThat(new HomeFiles(home).search(USER)).isEmpty();
    }

    private Path write(String name, String content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
