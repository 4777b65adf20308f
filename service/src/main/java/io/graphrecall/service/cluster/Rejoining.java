package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Drops user states that may lack events because this member and the others were apart. A member that was paused for so
 * long that the others may have removed it drops its copies when it continues. All states are dropped when it has joined
 * again. An attempt that fails is repeated. Thread-safe.
 */
public final class Rejoining implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rejoining.class);
    private static final Duration TICK = Duration.ofMillis(500);

    /** The others count from the last heartbeat, up to a second before a pause; the rest is for late ticks. */
    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

    private final LifecycleService lifecycle;
    private final Runnable clear;
    private final Duration maxPause;
    private final UUID registration;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rejoining").daemon().factory());
    private long lastTick = System.nanoTime();
    /** Reason of an attempt to drop the states that failed; null if there is none. Used by the thread only. */
    private @Nullable String failed;

    /**
     * @param clear   drops all states
     * @param timeout time without a heartbeat after which the other members remove this one
     */
    public Rejoining(LifecycleService lifecycle, Runnable clear, Duration timeout) {
        this.lifecycle = lifecycle;
        this.clear = clear;
        Duration limit = timeout.minus(MARGIN);
        maxPause = limit.compareTo(MIN_PAUSE) > 0 ? limit : MIN_PAUSE;
        registration = lifecycle.addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                thread.execute(() -> drop("joined the other members again"));
            }
        });
        thread.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        Duration pause = Duration.ofNanos(now - lastTick).minus(TICK);
        if (pause.compareTo(maxPause) > 0) {
            drop("was paused for " + pause.toSeconds() + " s");
        } else if (failed != null) {
            drop(failed);
        }
        lastTick = System.nanoTime();
    }

    private void drop(String reason) {
        try {
            LOG.warn("User states are dropped and read from the graph again: this member {}", reason);
            clear.run();
            failed = null;
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.debug("This member has no states any more", e);
            failed = null;
        } catch (RuntimeException e) {
            LOG.error("User states could not be dropped, the next attempt follows", e);
            failed = reason;
        }
    }

    @Override
    public void close() {
        lifecycle.removeLifecycleListener(registration);
        thread.shutdownNow();
    }
}
