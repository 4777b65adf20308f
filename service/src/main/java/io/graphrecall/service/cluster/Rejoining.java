package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.graphrecall.service.state.UserStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Drops user states that may lack events because this member and the others were apart. A member that was paused for so
 * long that the others removed it drops its copies when it continues. All states are dropped when it has joined again.
 * Thread-safe.
 */
public final class Rejoining implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rejoining.class);
    private static final Duration TICK = Duration.ofMillis(500);

    private final HazelcastInstance hazelcast;
    private final UserStates users;
    private final Duration maxPause;
    private final UUID registration;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rejoining").daemon().factory());
    private long lastTick = System.nanoTime();

    /** @param maxPause pause after which the other members remove this one */
    public Rejoining(HazelcastInstance hazelcast, UserStates users, Duration maxPause) {
        this.hazelcast = hazelcast;
        this.users = users;
        this.maxPause = maxPause;
        registration = hazelcast.getLifecycleService().addLifecycleListener(event -> {
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
        }
        lastTick = System.nanoTime();
    }

    private void drop(String reason) {
        try {
            LOG.warn("User states are dropped and read from the graph again: this member {}", reason);
            users.clear();
        } catch (RuntimeException e) {
            LOG.error("User states could not be dropped", e);
        }
    }

    @Override
    public void close() {
        hazelcast.getLifecycleService().removeLifecycleListener(registration);
        thread.shutdownNow();
    }
}
