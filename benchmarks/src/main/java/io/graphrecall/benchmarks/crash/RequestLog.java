package io.graphrecall.benchmarks.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Counts and times of requests of one kind. Thread-safe. */
final class RequestLog {

    private static final int MAX_FAILURES = 20;

    private final Set<String> failures;
    private final List<Long> nanos = new ArrayList<>();
    private long sent;
    private long retried;
    private long degraded;
    private long refused;
    private long failed;

    /** @param failures receives the message of each failure once */
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
        nanos.add(duration);
        degraded += isDegraded ? 1 : 0;
    }

    synchronized void refused() {
        refused++;
    }

    synchronized void failed(String message) {
        failed++;
        if (failures.size() < MAX_FAILURES) {
            failures.add(message);
        }
    }

    synchronized SoakReport.Requests summary() {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return new SoakReport.Requests(sent, retried, degraded, refused, failed, quantile(sorted, 0.5),
                quantile(sorted, 0.99), quantile(sorted, 1));
    }

    private static double quantile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
    }
}
