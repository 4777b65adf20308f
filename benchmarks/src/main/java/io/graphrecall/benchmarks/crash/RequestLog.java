package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.load.Latencies;

import java.util.Set;

/** Counts and times of requests of one kind. Thread-safe. */
final class RequestLog {

    private static final int MAX_FAILURES = 20;

    private final Set<String> failures;
    private final Latencies latencies = new Latencies();
    private long sent;
    private long retried;
    private long degraded;
    private long refused;
    private long failed;

    /** @param failures receives the message of each failure once; several logs may share it */
    RequestLog(Set<String> failures) {
        this.failures = failures;
    }

    synchronized void sent() {
        sent++;
    }

    synchronized void retried() {
        retried++;
    }

    synchronized void answered(long duration, boolean isDegraded) {
        latencies.add(duration);
        degraded += isDegraded ? 1 : 0;
    }

    synchronized void refused() {
        refused++;
    }

    synchronized void failed(String message) {
        failed++;
        synchronized (failures) {
            if (failures.size() < MAX_FAILURES) {
                failures.add(message);
            }
        }
    }

    synchronized SoakReport.Requests summary() {
        Latencies.Summary ms = latencies.summary();
        return new SoakReport.Requests(sent, retried, degraded, refused, failed, ms.p50(), ms.p99(), ms.max());
    }
}
