package io.graphrecall.benchmarks.load;

import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one stretch of load showed. For one thread. */
final class Measurement {

    private static final byte[] WHOLE = "\"degraded\":false".getBytes(StandardCharsets.US_ASCII);
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

    /** A recall was answered. */
    void recall(long nanos, Target.Answer answer) {
        byte[] body = answer.body().getBytes();
        boolean isDegraded = contains(body, DEGRADED);
        if (answer.status() != 200 || !(isDegraded || contains(body, WHOLE))) {
            recallFailed(answer.status() == 200 ? "recall: no coverage" : "recall: status " + answer.status());
            return;
        }
        recalls.add(nanos);
        answerBytes += body.length;
        degraded += isDegraded ? 1 : 0;
        lastAnswer = answer.body();
        try {
            samples.take(answer.body());
        } catch (IOException e) {
            recallFailed("recall: no JSON");
        }
    }

    /** A recall was not answered, or wrongly. */
    void recallFailed(String kind) {
        recallErrors++;
        errors.merge(kind, 1L, Long::sum);
    }

    /** An event was answered. */
    void event(long nanos, Target.Answer answer) {
        if (answer.status() != 202 || !answer.body().toString().contains("\"accepted\":1")) {
            eventFailed("event: status " + answer.status());
        } else {
            events.add(nanos);
        }
    }

    /** An event was not answered, or wrongly. */
    void eventFailed(String kind) {
        eventErrors++;
        errors.merge(kind, 1L, Long::sum);
    }

    /** An answer as the service gave it; empty where it gave none. */
    Buffer lastAnswer() {
        return lastAnswer;
    }

    /** The figures, for a stretch of this length. */
    LoadReport.Figures figures(Duration length) {
        double seconds = length.toMillis() / 1000.0;
        return new LoadReport.Figures(
                recalls.count() / seconds, recalls.summary(), recallErrors, degraded,
                recalls.count() == 0 ? 0 : answerBytes / recalls.count(), events.count() / seconds, events.summary(),
                eventErrors, errors, samples.summary());
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int begin = text.length - part.length; begin >= 0; begin--) {
            int i = 0;
            while (i < part.length && text[begin + i] == part[i]) {
                i++;
            }
            if (i == part.length) {
                return true;
            }
        }
        return false;
    }
}
