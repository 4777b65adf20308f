package io.graphrecall.benchmarks.load;

import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts and latencies of one measured period. For one thread. */
final class Measurement {

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
        String body = answer.body().toString(StandardCharsets.ISO_8859_1);
        boolean isDegraded = body.contains("\"degraded\":true");
        if (answer.status() != 200 || !(isDegraded || body.contains("\"degraded\":false"))) {
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
        answerBytes += answer.body().length();
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
}
