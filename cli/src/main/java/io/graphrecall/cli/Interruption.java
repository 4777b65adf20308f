package io.graphrecall.cli;

import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Shutdown on Ctrl-C and SIGTERM: interrupts the thread of the command and gives it {@link #SHUTDOWN_TIMEOUT} to clean up
 * before the process ends. The shutdown hooks of libraries run only after that. ONNX Runtime releases its environment in
 * such a hook, and a model that is loaded meanwhile would crash the process.
 */
final class Interruption {

    static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

    /** Numbers of the signals that end a process, by name. */
    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    /** The exit code of a process that a signal ended is its number and this. */
    private static final int SIGNALLED = 128;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<@Nullable Integer> signal = new AtomicReference<>();

    private Interruption() {}

    /** Registers the calling thread as the thread to interrupt. */
    static Interruption install() {
        Interruption interruption = new Interruption();
        SIGNALS.forEach((name, number) -> Signals.register(name, () -> interruption.end(number)));
        return interruption;
    }

    /** Ends the process with the exit code of its command, or that of the signal that interrupted it. */
    void exit(int exitCode) {
        finished.countDown();
        Integer received = signal.get();
        System.exit(received == null ? exitCode : SIGNALLED + received);
    }

    /** Only the first signal counts: another interrupt would end the clean-up. */
    private void end(int number) {
        if (!signal.compareAndSet(null, number)) {
            return;
        }
        command.interrupt();
        try {
            if (!finished.await(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                System.exit(SIGNALLED + number);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
