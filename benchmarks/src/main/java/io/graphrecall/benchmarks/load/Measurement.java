package io.graphrecall.benchmarks.load;

import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts and latencies of one measured period. For one thread. */
final class Measurement {

    private static final byte[] NOT_DEGRADED = "\"degraded\":false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DEGRADED = "\"degraded\":true".getBytes(StandardCharsets.US_ASCII);

    private final Latencies recalls = new Latencies();
    private final Latencies events = new Latencies();
    private final SortedMap<String, Long> errors = new TreeMap<>();
    private final AnswerSamples samples = new AnswerSamples();
    private Buffer lastAnswer = Buffer.buffer();
    private long recallErrors;
    private long eventErrors;
    private long degraded;
    private long answerBytes;
    private long unsent;
    private Duration serviceCpu = Duration.ZERO;

    /** Records the answer to a recall. */
    void recall(long nanos, Target.Answer answer) {
        byte[] body = answer.body().getBytes();
        boolean isDegraded = contains(body, DEGRADED);
        if (answer.status() != 200 || !(isDegraded || contains(body, NOT_DEGRADED))) {
            recallFailed(answer.status() == 200 ? "recall: no coverage" : "recall: status " + answer.status());
            return;
        }
        try {
            samples.add(answer.body());
        } catch (IOException e) {
            recallFailed("recall: invalid JSON");
            return;
        }
        recalls.add(nanos);
        answerBytes += body.length;
        degraded += isDegraded ? 1 : 0;
        lastAnswer = answer.body();
    }

    /** Sets the CPU time that the service's process used. */
    void serviceCpu(Duration time) {
        serviceCpu = time;
    }

    Duration serviceCpu() {
        return serviceCpu;
    }

    /** Counts a recall without a usable answer. */
    void recallFailed(String kind) {
        recallErrors++;
        errors.merge(kind, 1L, Long::sum);
    }

    /** Records the answer to a click. */
    void event(long nanos, Target.Answer answer) {
        if (answer.status() != 202 || !answer.body().toString().contains("\"accepted\":1")) {
            eventFailed("event: status " + answer.status());
        } else {
            events.add(nanos);
        }
    }

    /** Counts a click that was not acknowledged. */
    void eventFailed(String kind) {
        eventErrors++;
        errors.merge(kind, 1L, Long::sum);
    }

    /** Sets the number of requests that were due but not sent. */
    void unsent(long requests) {
        unsent = requests;
    }

    /** Returns the last answer of the service; empty if there is none. */
    Buffer lastAnswer() {
        return lastAnswer;
    }

    /** Returns the figures of a measured period of this length. */
    LoadReport.Figures figures(Duration length) {
        double seconds = length.toMillis() / 1000.0;
        return new LoadReport.Figures(
                recalls.count() / seconds, recalls.summary(), recallErrors, degraded,
                recalls.count() == 0 ? 0 : answerBytes / recalls.count(), events.count() / seconds, events.summary(),
                eventErrors, unsent, errors, samples.summary());
    }

    private static boolean contains(byte[] text, byte[] pattern) {
        for (int begin = text.length - pattern.length; begin >= 0; begin--) {
            int i = 0;
            while (i < pattern.length && text[begin + i] == pattern[i]) {
                i++;
            }
            if (i == pattern.length) {
                return true;
            }
        }
        return false;
    }
}
