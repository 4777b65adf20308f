package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Kafka topic for the unusable records of another topic, with the value of the record and the headers {@code kind},
 * {@code source} (topic and partition), {@code offset} and {@code reason}. Long values and reasons are cut, because brokers
 * refuse records above a limit, by default 1 MiB. Thread-safe.
 */
final class DeadLetterTopic implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DeadLetterTopic.class.getName());
    private static final Duration END = Duration.ofSeconds(5);
    private static final int MAX_VALUE_BYTES = 900_000;
    private static final int MAX_REASON_CHARACTERS = 10_000;

    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * @param source  topic of the records, whose brokers also have the new one
     * @param timeout maximum time for the brokers to store a record
     */
    DeadLetterTopic(Topic source, String name, Duration timeout) {
        this.name = name;
        Map<String, Object> settings = new HashMap<>(source.client());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, source.bootstrap());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis() - 1);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Returns once the brokers have the records. One that is too large for them is logged and left out, since it would be
     * refused for ever.
     *
     * @throws RecallException UNAVAILABLE if it is not known whether they have
     */
    void write(RecordKind kind, List<DeadLetter> letters) {
        try {
            List<Future<?>> stored = new ArrayList<>();
            for (DeadLetter letter : letters) {
                stored.add(producer.send(record(kind, letter)));
            }
            for (Future<?> one : stored) {
                await(one);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException | KafkaException e) {
            throw unavailable(e);
        }
    }

    private void await(Future<?> stored) throws InterruptedException, ExecutionException {
        try {
            stored.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw e;
            }
            LOG.log(System.Logger.Level.ERROR,
                    "an unusable record is too large for topic " + name + ": " + e.getCause().getMessage());
        }
    }

    private RecallException unavailable(Exception e) {
        return new RecallException(
                Code.UNAVAILABLE, "topic " + name + " did not accept unusable records: " + e.getMessage(), e);
    }

    private ProducerRecord<byte[], byte[]> record(RecordKind kind, DeadLetter letter) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(name, value(letter.raw()));
        record.headers().add("kind", bytes(kind.stem())).add("source", bytes(letter.file()))
                .add("offset", bytes(String.valueOf(letter.line()))).add("reason", bytes(letter.reason().substring(
                        0, Math.min(letter.reason().length(), MAX_REASON_CHARACTERS))));
        return record;
    }

    private static byte[] value(String raw) {
        byte[] value = bytes(raw);
        return value.length > MAX_VALUE_BYTES ? Arrays.copyOf(value, MAX_VALUE_BYTES) : value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(END);
    }
}
