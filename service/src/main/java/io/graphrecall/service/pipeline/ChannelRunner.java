package io.graphrecall.service.pipeline;

import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.channel.ChannelAnswer;
import io.graphrecall.service.channel.Deadline;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.pipeline.ChannelRun.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the channels of a request, each with the request's deadline. Those that answer at once run one after another in
 * the caller's thread, the others beside it in threads of their own. Whatever a channel does, it costs its own part of
 * the answer and nothing else. Thread-safe.
 */
final class ChannelRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelRunner.class);

    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("channel-", 0).factory());
    private final ChannelObserver observer;

    ChannelRunner(ChannelObserver observer) {
        this.observer = observer;
    }

    /** A channel and its part in the answer. */
    record Part(RecallChannel channel, ChannelShare share) {}

    /** @return one run a part, in the order given */
    List<ChannelRun> run(List<Part> parts, RecallQuery query) {
        List<Future<ChannelRun>> beside = new ArrayList<>(0);
        for (Part part : parts) {
            if (!part.channel().immediate()) {
                beside.add(threads.submit(() -> call(part, query)));
            }
        }
        IdentityHashMap<Part, ChannelRun> done = new IdentityHashMap<>(parts.size());
        for (Part part : parts) {
            if (part.channel().immediate()) {
                done.put(part, call(part, query));
            }
        }
        Iterator<Future<ChannelRun>> waiting = beside.iterator();
        List<ChannelRun> runs = new ArrayList<>(parts.size());
        for (Part part : parts) {
            ChannelRun run = done.get(part);
            runs.add(run == null ? await(part, waiting.next(), query.deadline()) : run);
        }
        runs.forEach(observer::ran);
        return runs;
    }

    private static ChannelRun call(Part part, RecallQuery query) {
        if (!part.channel().available(query.snapshot())) {
            return without(part, Status.OFF, 0);
        }
        if (query.deadline().passed()) {
            return without(part, Status.TIMEOUT, 0);
        }
        long began = System.nanoTime();
        try {
            ChannelAnswer answer = part.channel().recall(query.forChannel(part.share().quota()));
            return new ChannelRun(part.channel().id(), part.share(), Status.OK, System.nanoTime() - began, answer);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn("channel {} failed", part.channel().id(), e);
            return without(part, Status.FAILED, System.nanoTime() - began);
        }
    }

    private static ChannelRun await(Part part, Future<ChannelRun> run, Deadline deadline) {
        long began = System.nanoTime();
        try {
            return run.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            run.cancel(true);
            return without(part, Status.TIMEOUT, System.nanoTime() - began);
        } catch (ExecutionException e) {
            LOG.warn("channel {} failed", part.channel().id(), e.getCause());
            return without(part, Status.FAILED, System.nanoTime() - began);
        } catch (InterruptedException e) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            return without(part, Status.TIMEOUT, System.nanoTime() - began);
        }
    }

    private static ChannelRun without(Part part, Status status, long tookNanos) {
        return new ChannelRun(part.channel().id(), part.share(), status, tookNanos, ChannelAnswer.NOTHING);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
