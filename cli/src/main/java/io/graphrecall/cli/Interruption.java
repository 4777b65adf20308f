package io.graphrecall.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM do: the thread that runs the command is interrupted and has some time to leave everything in
 * order before the process ends.
 */
final class Interruption {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch finished = new CountDownLatch(1);

    private Interruption() {}

    /** Watches over the calling thread from now on. */
    static Interruption install() {
        Interruption interruption = new Interruption();
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.end(command), "interruption"));
        return interruption;
    }

    /** The command is done. */
    void finished() {
        finished.countDown();
    }

    private void end(Thread command) {
        if (finished.getCount() > 0) {
            command.interrupt();
            try {
                finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
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
            // Somebody wants us to end: that is what was waited for.
        }
    }
}
