package io.graphrecall.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class WorldMemoryTest {

    private static final int EVENTS = 500_000;

    @TempDir
    private Path folder;

    @Test
    void halfAMillionEventsNeedAtMost40MegabytesOfHeap() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m", "-cp", System.getProperty("java.class.path"), WorldMain.class.getName(),
                folder.resolve("world").toString(), folder.resolve("truth").toString(), "25000", "2000",
                String.valueOf(EVENTS)).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        Path events = folder.resolve("world").resolve("events.jsonl");
        assertThat(Files.size(events)).as("larger than the heap").isGreaterThan(50L << 20);
        try (Stream<String> lines = Files.lines(events)) {
            assertThat(lines.count()).isEqualTo(EVENTS);
        }
        try (Stream<Path> remaining = Files.list(folder.resolve("world"))) {
            assertThat(remaining.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("dataset.json",
                    "tags.jsonl", "categories.jsonl", "users.jsonl", "contents.jsonl", "items.jsonl", "events.jsonl");
        }
    }
}
