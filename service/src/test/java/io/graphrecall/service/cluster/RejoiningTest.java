package io.graphrecall.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.core.LifecycleService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;

@Timeout(60)
class RejoiningTest {

    private final Member member = new Member();
    private final Semaphore attempts = new Semaphore(0);
    private @Nullable Rejoining rejoining;

    @AfterEach
    void close() {
        Objects.requireNonNull(rejoining).close();
    }

    /** A member whose network is parted and whole again when the test says so. */
    private static final class Member implements LifecycleService {

        private final List<LifecycleListener> listeners = new ArrayList<>();

        void merge() {
            listeners.forEach(listener -> listener.stateChanged(new LifecycleEvent(LifecycleState.MERGED)));
        }

        @Override
        public UUID addLifecycleListener(LifecycleListener listener) {
            listeners.add(listener);
            return UUID.randomUUID();
        }

        @Override
        public boolean removeLifecycleListener(UUID registration) {
            return true;
        }

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public void shutdown() {}

        @Override
        public void terminate() {}
    }

    @Test
    void statesThatCouldNotBeDroppedAreDroppedLater() throws InterruptedException {
        rejoining = new Rejoining(member, () -> {
            attempts.release();
            if (attempts.availablePermits() == 1) {
                throw new IllegalStateException("a partition has no owner");
            }
        }, Duration.ofDays(1));

        member.merge();

        attempts.acquire(2);
        Thread.sleep(1500);
        assertThat(attempts.availablePermits()).as("attempts after the successful one").isZero();
    }

    @Test
    void aPauseJustBelowTheHeartbeatTimeoutDropsTheStates() throws InterruptedException {
        rejoining = new Rejoining(member, () -> {
            attempts.release();
            pause(attempts.availablePermits() == 1 ? 3 : 0);
        }, Duration.ofSeconds(4));

        member.merge(); // the thread that measures pauses sleeps for three seconds

        attempts.acquire(2);
        assertThat(attempts.availablePermits()).isZero();
    }

    private static void pause(int seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
