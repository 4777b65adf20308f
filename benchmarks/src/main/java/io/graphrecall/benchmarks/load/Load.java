package io.graphrecall.benchmarks.load;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A stream of requests to one service, over a fixed number of connections. All run on one event loop.
 *
 * <p>Without a rate it is a closed loop: each connection sends its next request when it has the answer to the last one,
 * and a latency begins when the request is sent. With a rate, requests are due at constant intervals, and a latency
 * begins when the request is due. A request that waits for a free connection counts with its waiting time, so a slow
 * answer is not hidden by the requests that it delays (coordinated omission, Tene 2013).
 */
final class Load {

    private static final String RECALL = "/v1/recall";
    private static final String EVENTS = "/v1/events";

    /** Pause of a connection after a failed recall. */
    private static final long PAUSE_MS = 10;

    private static final long NANOS_PER_MS = 1_000_000;

    private final Vertx vertx;
    private final Context context;
    private final Target target;
    private final LoadSettings settings;
    private final double eventShare;
    private final Random random;
    private final List<String> users;
    private final List<String> contents;

    /** Prefix of the event identities of this load. */
    private final String eventPrefix = "load-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";

    private final Promise<Measurement> finished = Promise.promise();
    private final Measurement measurement = new Measurement();

    /** Null in a closed loop. */
    private @Nullable RequestSchedule schedule;

    /** CPU time of the service's process when the measured period began. */
    private Duration cpuBefore = Duration.ZERO;
    private long measuredFrom;
    private long measuredUntil;
    private int openConnections;
    private long clicks;

    Load(Vertx vertx, Target target, LoadSettings settings, double eventShare) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.target = target;
        this.settings = settings;
        this.eventShare = eventShare;
        this.random = new Random(settings.seed());
        this.users = settings.users().stream().map(Load::quoted).toList();
        this.contents = settings.contents().stream().map(Load::quoted).toList();
    }

    /**
     * Runs the load once and blocks until it ends. A request counts in a closed loop if it is sent and answered within
     * the measured time, and at a rate if it is due within it.
     */
    Measurement run(Duration warmUp, Duration measured) {
        long started = System.nanoTime();
        schedule = settings.rate() == 0 ? null : new RequestSchedule(started, settings.rate());
        measuredFrom = started + warmUp.toNanos();
        measuredUntil = measuredFrom + measured.toNanos();
        openConnections = settings.connections();
        context.runOnContext(ready -> {
            vertx.setTimer(Math.max(1, warmUp.toMillis()), begin -> cpuBefore = serviceCpu());
            for (int connection = 0; connection < settings.connections(); connection++) {
                next();
            }
        });
        return finished.future().timeout(warmUp.plus(measured).plusMinutes(1).toSeconds(), TimeUnit.SECONDS).await();
    }

    /** Sends the next request of a connection, at once or when it is due. */
    private void next() {
        long now = System.nanoTime();
        if (now >= measuredUntil) {
            close();
            return;
        }
        if (schedule == null) {
            request(Long.MAX_VALUE);
            return;
        }
        long due = schedule.next();
        // Rounded down: a request may be sent up to a millisecond early, since timers fire late.
        long waitMs = (due - now) / NANOS_PER_MS;
        if (due >= measuredUntil) {
            close();
        } else if (waitMs > 0) {
            vertx.setTimer(waitMs, timer -> request(due));
        } else {
            request(due);
        }
    }

    private void close() {
        if (--openConnections == 0) {
            if (schedule != null) {
                measurement.unsent(schedule.overdue(measuredUntil));
            }
            measurement.serviceCpu(serviceCpu().minus(cpuBefore));
            finished.complete(measurement);
        }
    }

    private Duration serviceCpu() {
        return settings.process().map(ProcessCost::cpu).orElse(Duration.ZERO);
    }

    /** Sends a recall, a click and then a recall, or only a click. */
    private void request(long due) {
        String user = users.get(random.nextInt(users.size()));
        if (settings.clicksOnly() || random.nextDouble() < eventShare) {
            click(user, due);
        } else {
            recall(user, due);
        }
    }

    /** Goes on after a click. */
    private void clicked(String user, long due) {
        if (settings.clicksOnly()) {
            next();
        } else {
            recall(user, due);
        }
    }

    private void click(String user, long due) {
        Buffer event = Buffer.buffer("[{\"event_id\":\"" + eventPrefix + clicks++ + "\",\"user_id\":" + user
                + ",\"action\":\"click\",\"content_id\":" + contents.get(random.nextInt(contents.size()))
                + ",\"timestamp\":" + System.currentTimeMillis() + "}]");
        long sent = System.nanoTime();
        long begin = Math.min(sent, due);
        target.post(EVENTS, event).onComplete(answer -> {
            long now = System.nanoTime();
            if (isMeasured(begin, now)) {
                measurement.event(now - begin, answer);
            }
            clicked(user, dueAfter(sent, begin, now));
        }, failure -> {
            long now = System.nanoTime();
            if (isMeasured(begin, now)) {
                measurement.eventFailed("event: " + failure.getClass().getSimpleName());
            }
            clicked(user, dueAfter(sent, begin, now));
        });
    }

    /**
     * Returns the due time of the recall that follows a click: the time of the click's answer if the click had been
     * sent when it was due.
     */
    private static long dueAfter(long sent, long begin, long answered) {
        return answered - (sent - begin);
    }

    private void recall(String user, long due) {
        Buffer request = Buffer.buffer("{\"user_id\":" + user + ",\"size\":" + settings.size()
                + ",\"detail\":\"" + settings.detail() + "\"}");
        long begin = Math.min(System.nanoTime(), due);
        target.post(RECALL, request).onComplete(answer -> {
            long now = System.nanoTime();
            if (isMeasured(begin, now)) {
                measurement.recall(now - begin, answer);
            }
            next();
        }, failure -> {
            if (isMeasured(begin, System.nanoTime())) {
                measurement.recallFailed("recall: " + failure.getClass().getSimpleName());
            }
            vertx.setTimer(PAUSE_MS, timer -> next());
        });
    }

    private boolean isMeasured(long begin, long answered) {
        return begin >= measuredFrom && (schedule == null ? answered <= measuredUntil : begin < measuredUntil);
    }

    private static String quoted(String id) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(id)) + "\"";
    }
}
