package io.graphrecall.service.intake;

import io.graphrecall.loaders.dataset.LoadOptions;
import io.graphrecall.loaders.dataset.Topic;
import io.graphrecall.loaders.dataset.TopicLoader;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Consumes a Kafka topic as long as the service runs. Events and contents affect the next recall, as if they were posted
 * over HTTP. The offsets of a batch are committed after it is in the graph. While Neo4j or the brokers do not respond, the
 * topic waits. Runs in a separate thread.
 */
public final class TopicIntake implements AutoCloseable {

    /** File in a home with the records that could not be used. */
    public static final String DEAD_LETTERS = "topic-dead-letters.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(TopicIntake.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(10);
    private static final Duration FULL_QUEUE_PAUSE = Duration.ofMillis(100);
    /** Errors that do not pass: wrong settings. */
    private static final Set<RecallException.Code> LASTING = EnumSet.of(
            RecallException.Code.INVALID, RecallException.Code.CONFLICT);

    private final Topic topic;
    private final TopicLoader loader;
    private final LoadOptions options;
    /** NaN if it is not known. */
    private volatile double lag = Double.NaN;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean consuming;

    /**
     * Starts to consume.
     *
     * @param clock clock that detects future event times
     * @throws RecallException INVALID if the properties file cannot be read
     */
    public TopicIntake(TopicSettings settings, Path home, GraphWriter writer, Clock clock,
            EventIntake events, CatalogueIntake contents) {
        topic = settings.topicOf(home);
        loader = new TopicLoader(writer, clock, batch -> report(posted(() -> events.post(batch))),
                batch -> report(posted(() -> contents.post(batch))), behind -> {
                    lag = behind;
                    consuming = true;
                });
        options = new LoadOptions(false, home.resolve(DEAD_LETTERS));
        thread = Thread.ofPlatform().name("topic").start(this::run);
    }

    /** Posts, as soon as the queue has room. */
    private Receipt posted(Supplier<Receipt> post) {
        while (true) {
            try {
                return post.get();
            } catch (RecallException e) {
                if (e.code() != RecallException.Code.OVERLOADED || isClosedWithin(FULL_QUEUE_PAUSE)) {
                    throw e;
                }
            }
        }
    }

    private boolean isClosedWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static WriteReport report(Receipt receipt) {
        return new WriteReport(receipt.accepted(), 0, receipt.rejected(), receipt.seq(), Map.of());
    }

    /** Returns true unless the topic waits for Neo4j or the brokers, or has an error that does not pass. */
    public boolean isConsuming() {
        return consuming;
    }

    /** Returns the number of records behind the end of the partitions that this member consumes; NaN while it is not known. */
    public double lag() {
        return consuming ? lag : Double.NaN;
    }

    private void run() {
        try {
            do {
                load();
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("The topic is closed", e);
        } catch (RuntimeException | Error e) {
            LOG.error("Topic {} is not consumed any more", topic.name(), e);
        } finally {
            consuming = false;
        }
    }

    /** Consumes until this is closed or something does not respond. */
    private void load() {
        lag = Double.NaN;
        try {
            loader.load(topic, options, Progress.NONE);
        } catch (RecallException e) {
            if (LASTING.contains(e.code())) {
                throw e;
            }
            consuming = false;
            LOG.warn("Topic {} waits: {}", topic.name(), e.getMessage());
        } catch (IllegalStateException | Error e) { // an error of the database, or for example a lack of memory
            consuming = false;
            LOG.error("Topic {} waits", topic.name(), e);
        }
    }

    /** Ends after the current batch. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
