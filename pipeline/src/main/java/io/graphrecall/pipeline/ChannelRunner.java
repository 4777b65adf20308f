package io.graphrecall.pipeline;

import io.graphrecall.pipeline.ChannelRun.Status;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.log.LogLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the channels of a request, each with the request's deadline. Immediate channels run one after another in the
 * caller's thread, when it is the request's turn; each of the others runs in a virtual thread. A channel that fails or is
 * late affects only its own contents. Thread-safe.
 */
final class ChannelRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelRunner.class);

    private final LogLimit failures = new LogLimit(10, System::nanoTime);
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("channel-", 0).factory());
    /**
     * One per processor, in the order of arrival. More requests at a time would take longer each, and every task that waits
     * for the graph or the cluster would be behind all of them when it goes on, because virtual threads take turns without
     * interruption. Waiting has no limit of time: a timer per request would cost more than a short wait, and a request whose
     * deadline has passed gives its turn back at once.
     */
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /**
     * Returns one run per call, in the order of the calls.
     *
     * @param historyKnown false if the user's history could not be read in time
     */
    List<ChannelRun> run(
            List<ChannelCall> calls, RecallQuery query, boolean historyKnown, PipelineObserver observer) {
        List<@Nullable Future<ChannelRun>> concurrent = new ArrayList<>(calls.size());
        for (ChannelCall call : calls) {
            concurrent.add(call.channel().immediate()
                    ? null
                    : threads.submit(logged(() -> execute(call, query, historyKnown))));
        }
        ChannelRun[] runs = new ChannelRun[calls.size()];
        turns.acquireUninterruptibly();
        try {
            for (int i = 0; i < runs.length; i++) {
                if (concurrent.get(i) == null) {
                    runs[i] = execute(calls.get(i), query, historyKnown);
                }
            }
        } finally {
            turns.release();
        }
        for (int i = 0; i < runs.length; i++) {
            Future<ChannelRun> waiting = concurrent.get(i);
            runs[i] = waiting == null ? runs[i] : await(calls.get(i), waiting, query.deadline());
            observer.ran(runs[i]);
        }
        return List.of(runs);
    }

    /** Returns the task for another thread, where its log lines have the caller's context, such as the request's id. */
    private static Callable<ChannelRun> logged(Callable<ChannelRun> task) {
        Map<String, String> context = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        return () -> {
            MDC.setContextMap(context);
            return task.call();
        };
    }

    private ChannelRun execute(ChannelCall call, RecallQuery query, boolean historyKnown) {
        String unavailable = call.channel().unavailable(query.snapshot());
        if (unavailable != null) {
            return empty(call, Status.OFF, unavailable, System.nanoTime(), 0);
        }
        if (query.deadline().passed() && !call.channel().runsLate()) {
            return empty(call, Status.TIMEOUT, null, System.nanoTime(), 0);
        }
        long began = System.nanoTime();
        if (call.share().quota() == 0) {
            return empty(call, Status.OK, "its quota is 0", began, 0);
        }
        try {
            ChannelResult answer = call.channel().recall(query.forChannel(call.share().quota()));
            long tookNanos = System.nanoTime() - began;
            String reason = answer.size() == 0 ? reason(call.channel(), query, historyKnown, answer) : null;
            return new ChannelRun(call.channel().id(), call.share(), Status.OK, began, tookNanos, reason, answer);
        } catch (RuntimeException | StackOverflowError | InternalError e) { // the last if a mapped file cannot be read
            return failed(call, e, began);
        }
    }

    /** Returns in words why a channel returned nothing. */
    private static String reason(
            RecallChannel channel, RecallQuery query, boolean historyKnown, ChannelResult answer) {
        String missing = channel.missingInput(query);
        if (missing != null) {
            return historyKnown ? missing : "the user's history could not be read in time";
        }
        int removed = answer.seen() + answer.filtered();
        return removed > 0
                ? "every content that it reached is seen or filtered: " + removed
                : "nothing is connected to the user's triggers (" + query.triggers().size() + "), searches ("
                        + query.searches().size() + ") and interests";
    }

    private ChannelRun await(ChannelCall call, Future<ChannelRun> run, Deadline deadline) {
        long began = System.nanoTime();
        try {
            return run.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            run.cancel(true);
            return empty(call, Status.TIMEOUT, null, began, System.nanoTime() - began);
        } catch (ExecutionException e) {
            return failed(call, e.getCause(), began);
        } catch (InterruptedException e) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            return empty(call, Status.TIMEOUT, null, began, System.nanoTime() - began);
        }
    }

    private ChannelRun failed(ChannelCall call, @Nullable Throwable error, long beganNanos) {
        failures.log(LOG, Level.WARN, "channel " + call.channel().id() + " failed", error);
        return empty(call, Status.FAILED, null, beganNanos, System.nanoTime() - beganNanos);
    }

    private static ChannelRun empty(
            ChannelCall call, Status status, @Nullable String reason, long beganNanos, long tookNanos) {
        return new ChannelRun(call.channel().id(), call.share(), status, beganNanos, tookNanos, reason,
                ChannelResult.NOTHING);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
