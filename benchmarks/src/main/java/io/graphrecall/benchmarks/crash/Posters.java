package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Threads that post events until they are stopped or one loses its connection. A post that is late, or refused because the
 * database does not respond, is repeated. An event without an answer, or refused for another reason, stays unacknowledged.
 * If there is a topic, each thread writes as many events to the topic as it posts.
 */
final class Posters {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ServiceClient client;
    private final @Nullable ClickTopic topic;
    private final Journal journal;
    private final int batch;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Posters(ServiceClient client, @Nullable ClickTopic topic, Journal journal, int batch) {
        this.client = client;
        this.topic = topic;
        this.journal = journal;
        this.batch = batch;
    }

    /** @param batch events of a post */
    static Posters start(
            int count, int batch, ServiceClient client, @Nullable ClickTopic topic, Journal journal) {
        Posters posters = new Posters(client, topic, journal, batch);
        for (int i = 0; i < count; i++) {
            posters.threads.add(Thread.startVirtualThread(posters::post));
        }
        return posters;
    }

    private void post() {
        while (!stopped) {
            try {
                if (topic != null) {
                    List<PostedEvent> produced = nextBatch();
                    topic.produce(produced);
                    produced.forEach(journal::keptInTopic);
                }
                List<PostedEvent> events = nextBatch();
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

    private List<PostedEvent> nextBatch() {
        return Stream.generate(journal::next).limit(batch).toList();
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
