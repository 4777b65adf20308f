package io.graphrecall.benchmarks.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Threads that post events until they are stopped or one gets no answer. An event without an answer stays
 * unacknowledged.
 */
final class Posters {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ServiceClient client;
    private final Journal journal;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Posters(ServiceClient client, Journal journal) {
        this.client = client;
        this.journal = journal;
    }

    static Posters start(int count, ServiceClient client, Journal journal) {
        Posters posters = new Posters(client, journal);
        for (int i = 0; i < count; i++) {
            posters.threads.add(Thread.startVirtualThread(posters::post));
        }
        return posters;
    }

    private void post() {
        while (!stopped) {
            PostedEvent event = journal.next();
            try {
                if (client.post(event).isAcknowledged()) {
                    journal.acknowledge(event);
                } else {
                    Thread.sleep(PAUSE);
                }
            } catch (IOException unanswered) {
                // The service was killed. The event may or may not be stored; a later check decides.
                stopped = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** True while all threads post events. */
    boolean arePosting() {
        return !stopped;
    }

    /** Stops the threads and waits for their last events. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
