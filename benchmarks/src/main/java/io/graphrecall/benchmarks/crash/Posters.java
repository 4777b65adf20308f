package io.graphrecall.benchmarks.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Threads that post events until they are stopped or one loses its connection. A post that is late, or refused because the
 * database does not respond, is repeated. An event without an answer, or refused for another reason, stays unacknowledged.
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
                ServiceClient.Receipt receipt = client.postInTime(events);
                while (receipt.status() == ServiceClient.UNAVAILABLE) {
                    if (stopped) {
                        return;
                    }
                    Thread.sleep(PAUSE);
                    receipt = client.postInTime(events);
                }
                if (!receipt.isAcknowledged()) {
                    throw new IOException("a post was refused with status " + receipt.status());
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
