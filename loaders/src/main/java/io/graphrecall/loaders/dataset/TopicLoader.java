package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.GraphWriter;
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
import java.util.Map;

/**
 * Loads records from a Kafka topic into the graph as they come. A value is what a line of the data-set folder is; the
 * header {@code kind} says of which file ({@code contents}, {@code users}, …), and without it the value is an event.
 *
 * <p>Offsets are committed once a batch is in the graph: what a crash leaves uncommitted comes again and changes nothing.
 * For that an event without {@code event_id} which says the same as an earlier one is that one. Several loaders of one
 * group share the partitions of the topic. Where the loading thread is interrupted, the load ends after a whole batch.
 */
public final class TopicLoader {

    private static final int BATCH = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final GraphWriter writer;
    private final Clock clock;

    /** @param clock what future times of events are told by */
    public TopicLoader(GraphWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Loads until the thread is interrupted, or to the end of the topic where that is wanted. Dead letters are added to
     * those of earlier loads.
     *
     * @throws RecallException with code INVALID at the first value that cannot be used, where the options are strict, or
     *         where a setting is none of Kafka's; CONFLICT where the graph holds times that only tell an order; NOT_FOUND
     *         where there is no such topic; UNAVAILABLE where its brokers do not answer
     */
    public LoadSummary load(Topic topic, LoadOptions options, Progress progress) {
        long start = System.nanoTime();
        DataSet dataSet = new DataSet(topic.name(), DataSet.Timestamps.REAL, DataSet.UNNAMED.protocol());
        writer.writeDataSetWhereNone(dataSet);
        LoadCounts counts = new LoadCounts();
        progress.begin("topic " + topic.name(), -1);
        try (DeadLetterFile deadLetters = DeadLetterFile.appending(options.deadLetters());
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(topic))) {
            TopicKinds kinds = new TopicKinds(writer, clock, BATCH, options.strict(), deadLetters, counts,
                    progress);
            new TopicReading(consumer, topic.name(), kinds).run(topic.untilEnd());
        } catch (KafkaException e) {
            throw new RecallException(Code.UNAVAILABLE,
                    "topic " + topic.name() + " at " + topic.bootstrap() + " cannot be read: " + reason(e), e);
        }
        progress.end("done");
        return counts.summary(dataSet, Duration.ofNanos(System.nanoTime() - start));
    }

    private static Map<String, Object> settings(Topic topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.putAll(topic.client());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrap());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topic.group());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    /** Kafka's outermost message often says only that something went wrong. */
    private static String reason(KafkaException e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause.getMessage();
    }
}
