package io.graphrecall.benchmarks.crash;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Threads that post events until they are stopped or one loses its connection. A post that is refused, or late, is repeated.
 * An event without an answer stays unacknowledged.
 */
final class Posters {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ServiceClient client;
    private final Journal journal;
    private final int batch;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Posters(ServiceClient client, Journal journal, int batch) {
        this.client = client;
        this.journal = journal;
        this.batch = batch;
    }

    /** @param batch events of a post */
    static Posters start(int count, int batch, ServiceClient client, Journal journal) {
        Posters posters = new Posters(client, journal, batch);
        for (int i = 0; i < count; i++) {
            posters.threads.add(Thread.startVirtualThread(posters::post));
        }
        return posters;
    }

    private void post() {
        while (!stopped) {
            List<PostedEvent> events = Stream.generate(journal::next).limit(batch).toList();
            try {
                while (!isAcknowledged(events)) {
                    if (stopped) {
                        return;
                    }
                    Thread.sleep(PAUSE);
                }
                events.forEach(journal::acknowledge);
            } catch (IOException unanswered) {
                // The service was killed. The event may or may not be stored; a later check decides.
                stopped = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Posts events. Without a response in time they are not acknowledged, as if they were refused. */
    private boolean isAcknowledged(List<PostedEvent> events) throws IOException, InterruptedException {
        try {
            return client.post(events).isAcknowledged();
        } catch (HttpTimeoutException late) {
            return false;
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
