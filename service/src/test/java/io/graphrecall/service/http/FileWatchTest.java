package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class FileWatchTest {

    private final Vertx vertx = Vertx.vertx();
    private final Semaphore runs = new Semaphore(0);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aChangeBetweenTheFirstReadAndTheStartIsNotMissed(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("keys.json"), "[]");
        FileWatch watch = new FileWatch(List.of(file));
        Files.writeString(file, "[{}]");

        watch.start(vertx, runs::release);

        runs.acquire();
        Files.writeString(file, "[{},{}]");
        runs.acquire();
        assertThat(runs.availablePermits()).isZero();
    }

    /** For example, because the file belongs to another account until its owner is corrected. */
    @Test
    void anActionThatFailsRunsAgainWithoutAnotherChangeUntilItSucceeds(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("keys.json"), "[]");
        FileWatch watch = new FileWatch(List.of(file));
        AtomicInteger failures = new AtomicInteger(2);
        watch.start(vertx, () -> {
            runs.release();
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("cannot read");
            }
        });

        Files.writeString(file, "[{}]");

        runs.acquire(3);
        assertThat(runs.tryAcquire(3, TimeUnit.SECONDS)).as("once it succeeded").isFalse();
    }
}
