package io.graphrecall.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shutdown on Ctrl-C and SIGTERM: interrupts the thread of the command and gives it {@link #SHUTDOWN_TIMEOUT} to clean up
 * before the process ends.
 */
final class Interruption {

    static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

    private final CountDownLatch finished = new CountDownLatch(1);

    private Interruption() {}

    /** Registers the calling thread as the thread to interrupt. */
    static Interruption install() {
        Interruption interruption = new Interruption();
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.end(command), "interruption"));
        return interruption;
    }

    /** Marks the command as finished, so that shutdown does not wait for it. */
    void finished() {
        finished.countDown();
    }

    private void end(Thread command) {
        if (finished.getCount() > 0) {
            command.interrupt();
            try {
                finished.await(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until the command is interrupted. */
    static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // The interrupt is the expected end of the wait.
        }
    }
}
