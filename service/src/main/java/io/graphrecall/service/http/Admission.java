package io.graphrecall.service.http;

import java.time.Duration;

/** Lets so many in at a time; once closed nobody. Thread-safe; entering and leaving never wait. */
final class Admission {

    private final int max;
    private int inside;
    private boolean closed;

    Admission(int max) {
        this.max = max;
    }

    /** Whether one more may come in. Who did must leave. */
    synchronized boolean enter() {
        if (closed || inside >= max) {
            return false;
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
        notifyAll();
    }

    synchronized int inFlight() {
        return inside;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Lets nobody in any more and waits until all have left. Says whether they have. */
    synchronized boolean close(Duration atMost) {
        closed = true;
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (inside > 0) {
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
