package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Loads records from a Kafka topic into the graph continuously. A record value has the format of a line in the data-set
 * folder. The header {@code kind} names the file ({@code contents}, {@code users}, …); without it the value is an
 * event.
 *
 * <p>Offsets are committed after a batch is in the graph. Records that are uncommitted after a crash are delivered
 * again and change nothing. Therefore an event without {@code event_id} that equals an earlier one counts as the same
 * event. Several loaders of one group share the partitions of the topic. If the loading thread is interrupted, the load
 * ends after the current batch.
 */
public final class TopicLoader {

    private static final int MAX_POLL_RECORDS = 5_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final GraphWriter writer;
    private final Clock clock;
    private final Function<List<BehaviourEvent>, WriteReport> events;
    private final Function<List<Content>, WriteReport> contents;
    private final LongConsumer lag;

    /**
     * Creates a loader.
     *
     * @param clock clock that detects future event times
     */
    public TopicLoader(GraphWriter writer, Clock clock) {
        this(writer, clock, writer::writeEvents, writer::writeContents, lag -> {
        });
    }

    /**
     * Creates a loader of a service, which makes the records visible at once.
     *
     * @param clock    clock that detects future event times
     * @param events   writes events
     * @param contents writes contents
     * @param lag      receives the number of records that the loader is behind the end of the topic, in its partitions
     */
    public TopicLoader(GraphWriter writer, Clock clock, Function<List<BehaviourEvent>, WriteReport> events,
            Function<List<Content>, WriteReport> contents, LongConsumer lag) {
        this.writer = writer;
        this.clock = clock;
        this.events = events;
        this.contents = contents;
        this.lag = lag;
    }

    /**
     * Loads until the thread is interrupted or, if requested, until the end of the topic. Dead letters are appended to
     * those of earlier loads. They are stored before the offsets of their batch are committed.
     *
     * @throws RecallException with code INVALID at the first unusable value if the options are strict, or for an
     *         invalid Kafka setting; CONFLICT if the graph has order-only timestamps; NOT_FOUND if the topic does not
     *         exist; UNAVAILABLE if its brokers do not respond
     */
    public LoadSummary load(Topic topic, LoadOptions options, Progress progress) {
        DataSet dataSet = new DataSet(topic.name(), DataSet.Timestamps.REAL, DataSet.UNNAMED.protocol());
        writer.writeDataSetIfAbsent(dataSet);
        LoadCounts counts = new LoadCounts();
        progress.begin("topic " + topic.name(), -1);
        DeadLetterFile file = DeadLetterFile.appending(options.deadLetters());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(topic));
                DeadLetterTopic rejected = topic.rejected() == null
                        ? null
                        : new DeadLetterTopic(topic, topic.rejected(), TIMEOUT)) {
            LoadSession session = new LoadSession(options.strict(), (kind, letters) -> {
                file.write(kind, letters);
                if (rejected != null) {
                    rejected.write(kind, letters);
                }
            }, counts, progress);
            new TopicConsumer(consumer, topic.name(), new TopicWriter(writer, clock, events, contents, session), lag)
                    .run(topic.untilEnd());
        } catch (KafkaException e) {
            throw new RecallException(Code.UNAVAILABLE,
                    "topic " + topic.name() + " at " + topic.bootstrap() + " cannot be read: " + reason(e), e);
        }
        progress.end("done");
        return counts.summary(dataSet);
    }

    private static Map<String, Object> settings(Topic topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.putAll(topic.client());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrap());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topic.group());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    /** Adds the cause, because Kafka's outermost message is often generic. */
    private static String reason(KafkaException e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause.getMessage();
    }
}
