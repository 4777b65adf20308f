package io.graphrecall.service.http;

import io.graphrecall.schema.RecallException;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/**
 * Limits the number of requests in flight, per kind, and the memory of their bodies. Admits none once closed. Thread-safe; {@link #enter} and
 * {@link #leave} do not wait.
 */
final class Admission {

    private final Map<RequestKind, Integer> limits;
    private final Map<RequestKind, Integer> inFlight = new EnumMap<>(RequestKind.class);
    private final Semaphore bodies;
    private final int maxBodies;
    private boolean closed;

    /**
     * @param limits    maximum number of requests in flight of each kind
     * @param maxBodies maximum bytes of all bodies that are read or processed
     */
    Admission(Map<RequestKind, Integer> limits, int maxBodies) {
        this.limits = new EnumMap<>(limits);
        this.maxBodies = maxBodies;
        bodies = new Semaphore(maxBodies);
    }

    /** Bytes that request bodies may still take. */
    Semaphore bodies() {
        return bodies;
    }

    /** Returns the bytes of the bodies that are read or processed. */
    int bodyBytes() {
        return maxBodies - bodies.availablePermits();
    }

    /**
     * Admits a request, which must {@link #leave} when its reply is sent.
     *
     * @throws RecallException OVERLOADED if too many requests of its kind are in flight, or after {@link #close}
     */
    synchronized void enter(RequestKind kind) {
        if (closed) {
            throw new RecallException(RecallException.Code.OVERLOADED, "the service is shutting down");
        }
        int limit = Objects.requireNonNull(limits.get(kind));
        if (inFlight(kind) >= limit) {
            throw new RecallException(
                    RecallException.Code.OVERLOADED,
                    "the limit of " + limit + " " + kind.plural() + " in flight is reached, try again later");
        }
        inFlight.merge(kind, 1, Integer::sum);
    }

    synchronized void leave(RequestKind kind) {
        inFlight.merge(kind, -1, Integer::sum);
        notifyAll();
    }

    synchronized int inFlight() {
        return inFlight.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int inFlight(RequestKind kind) {
        return inFlight.getOrDefault(kind, 0);
    }

    /** Stops admitting requests and waits until none is in flight. Returns false if that takes longer than the timeout. */
    synchronized boolean close(Duration timeout) {
        closed = true;
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (inFlight() > 0) {
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
