package io.graphrecall.benchmarks.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Posts events from several threads at once until stopped, or until one has no answer. An event without an answer is left as not acknowledged. */
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
                if (client.post(event)) {
                    journal.acknowledge(event);
                } else {
                    Thread.sleep(PAUSE);
                }
            } catch (IOException unanswered) {
                // The kill came between: whether the event was written is open, and found out later.
                stopped = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whether all threads still post. */
    boolean posting() {
        return !stopped;
    }

    /** Returns when nothing is under way any more. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
