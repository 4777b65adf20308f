package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import io.graphrecall.service.snapshot.LiveSnapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps this member near the graph and near the other members: takes in changes of contents as soon as a member tells
 * of them, and looks at intervals for what nobody told: writes of other programs, generations built in this home.
 */
public final class GraphFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GraphFollower.class);
    private static final String TOPIC = "content-changes";

    private final LiveSnapshots snapshots;
    private final Generations generations;
    private final ITopic<Long> topic;
    private final UUID registration;
    /** One thread for contents, so that they need not wait while the other opens a generation. */
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2,
            Thread.ofPlatform().name("graph-follower-", 0).daemon().factory());

    /** Hears what the other members tell; {@link #start} begins to look for what nobody told. */
    public GraphFollower(
            HazelcastInstance hazelcast, LiveSnapshots snapshots, Generations generations) {
        this.snapshots = snapshots;
        this.generations = generations;
        topic = hazelcast.getTopic(TOPIC);
        registration = topic.addMessageListener(message -> told(message.getMessageObject()));
    }

    /** Looks at intervals, from now on. */
    public void start(Duration interval) {
        atIntervals(interval, "take in changed contents", snapshots::refresh);
        atIntervals(interval, "follow the current generation", generations::follow);
    }

    /**
     * Takes in contents that this member has written to the graph, and tells the others. Returns once the next recall
     * here sees them.
     *
     * @param seq the sequence number of the write
     */
    public void contentsWritten(long seq) {
        snapshots.refresh();
        topic.publish(seq);
    }

    private void told(long seq) {
        if (snapshots.seq() < seq) {
            threads.execute(() -> attempt("take in changed contents", snapshots::refresh));
        }
    }

    private void atIntervals(Duration interval, String what, Runnable step) {
        long millis = interval.toMillis();
        threads.scheduleWithFixedDelay(() -> attempt(what, step), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** What failed is tried again at the next interval, so one line each is enough. */
    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("could not {}: {}", what, e.toString());
        }
    }

    @Override
    public void close() {
        topic.removeMessageListener(registration);
        threads.shutdownNow();
    }
}
