package io.graphrecall.benchmarks.load;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A closed loop of requests: as many callers as there are connections, each of which asks again when it has its answer.
 * All callers run on one event loop.
 */
final class Load {

    private static final String RECALL = "/v1/recall";
    private static final String EVENTS = "/v1/events";

    /** A caller that got no answer waits so long before it goes on. */
    private static final long PAUSE_MS = 10;

    private static final long NANOS = 1_000_000_000;
    private static final long NANOS_PER_MS = 1_000_000;

    private final Vertx vertx;
    private final Context context;
    private final Target target;
    private final LoadSettings settings;
    private final double eventShare;
    private final Random random;
    private final List<String> users;
    private final List<String> contents;

    /** Names the events of this load. */
    private final String run = "load-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";

    private final Promise<Measurement> finished = Promise.promise();
    private Measurement measurement = new Measurement();
    private long started;
    private long paced;
    private long begin;
    private long end;
    private int callers;
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

    /** Runs once: first unmeasured, then measured. Requests that begin or end outside the measured time do not count. */
    Measurement run(Duration warmUp, Duration measured) {
        started = System.nanoTime();
        begin = started + warmUp.toNanos();
        end = begin + measured.toNanos();
        callers = settings.connections();
        context.runOnContext(ready -> {
            for (int caller = 0; caller < settings.connections(); caller++) {
                next();
            }
        });
        return finished.future().timeout(warmUp.plus(measured).plusMinutes(1).toSeconds(), TimeUnit.SECONDS).await();
    }

    /** The next request of a caller: at once, or, where there is a rate, when the next one is due. */
    private void next() {
        long wait = settings.rate() == 0 ? 0 : millisUntilDue();
        if (wait > 0) {
            vertx.setTimer(wait, timer -> request());
        } else {
            request();
        }
    }

    private long millisUntilDue() {
        long due = started + paced++ * NANOS / settings.rate();
        return (due - System.nanoTime()) / NANOS_PER_MS;
    }

    private void request() {
        if (System.nanoTime() >= end) {
            if (--callers == 0) {
                finished.complete(measurement);
            }
            return;
        }
        String user = users.get(random.nextInt(users.size()));
        if (random.nextDouble() < eventShare) {
            click(user);
        } else {
            recall(user);
        }
    }

    private void click(String user) {
        Buffer event = Buffer.buffer("[{\"event_id\":\"" + run + clicks++ + "\",\"user_id\":" + user
                + ",\"action\":\"click\",\"content_id\":" + contents.get(random.nextInt(contents.size()))
                + ",\"timestamp\":" + System.currentTimeMillis() + "}]");
        long sent = System.nanoTime();
        target.post(EVENTS, event).onComplete(answer -> {
            long now = System.nanoTime();
            if (counts(sent, now)) {
                measurement.event(now - sent, answer);
            }
            recall(user);
        }, failure -> {
            if (counts(sent, System.nanoTime())) {
                measurement.eventFailed("event: " + failure.getClass().getSimpleName());
            }
            recall(user);
        });
    }

    private void recall(String user) {
        Buffer request = Buffer.buffer("{\"user_id\":" + user + ",\"size\":" + settings.size() + "}");
        long sent = System.nanoTime();
        target.post(RECALL, request).onComplete(answer -> {
            long now = System.nanoTime();
            if (counts(sent, now)) {
                measurement.recall(now - sent, answer);
            }
            next();
        }, failure -> {
            if (counts(sent, System.nanoTime())) {
                measurement.recallFailed("recall: " + failure.getClass().getSimpleName());
            }
            vertx.setTimer(PAUSE_MS, timer -> next());
        });
    }

    private boolean counts(long sent, long answered) {
        return sent >= begin && answered <= end;
    }

    private static String quoted(String id) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(id)) + "\"";
    }
}
