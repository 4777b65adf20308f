package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.service.snapshot.LiveSnapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps this member up to date. Other members notify it of changed contents. It polls for writes of other programs and
 * for generations that were built in this home. Thread-safe.
 */
public final class GraphFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GraphFollower.class);

    private final LiveSnapshots snapshots;
    private final Generations generations;
    private final MemberTopic<Long> topic;
    /** The latest failure of each task that has not succeeded since. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    /** Two threads, so that contents do not wait while a generation is opened. */
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2,
            Thread.ofPlatform().name("graph-follower-", 0).daemon().factory());

    /** Starts to listen to other members; {@link #start} starts to poll. */
    public GraphFollower(
            HazelcastInstance hazelcast, LiveSnapshots snapshots, Generations generations) {
        this.snapshots = snapshots;
        this.generations = generations;
        topic = new MemberTopic<>(hazelcast, "content-changes",
                "Other members see changed contents with their next poll", this::onContentsWritten);
    }

    /** Starts to poll. */
    public void start(Duration interval) {
        poll(interval, "apply changed contents", snapshots::refresh);
        poll(interval, "follow the current generation", generations::follow);
    }

    /**
     * Applies contents that this member wrote to the graph, and notifies the others. Returns when the next recall on this
     * member sees them.
     *
     * @param seq the sequence number of the write
     */
    public void contentsWritten(long seq) {
        snapshots.refresh();
        topic.publish(seq);
    }

    private void onContentsWritten(long seq) {
        threads.execute(() -> {
            if (snapshots.seq() < seq) { // else an earlier call read this far
                attempt("apply changed contents", snapshots::refresh);
            }
        });
    }

    private void poll(Duration interval, String task, Runnable step) {
        long millis = interval.toMillis();
        threads.scheduleWithFixedDelay(() -> attempt(task, step), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Because the next poll tries again, a failure is one line in the log, until it ends or another one follows. */
    private void attempt(String task, Runnable step) {
        try {
            step.run();
            failures.remove(task);
        } catch (RuntimeException e) {
            if (!e.toString().equals(failures.put(task, e.toString()))) {
                LOG.warn("could not {}: {}", task, e.toString());
            }
        } catch (Error e) { // for example of a mapped file: thrown, it would end the polls
            LOG.error("could not {}", task, e);
        }
    }

    @Override
    public void close() {
        topic.close();
        threads.shutdownNow();
    }
}
