package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Kafka topic for the unusable records of another topic, with the value of the record and the headers {@code kind},
 * {@code source} (topic and partition), {@code offset} and {@code reason}. Thread-safe.
 */
final class DeadLetterTopic implements DeadLetterSink, AutoCloseable {

    private static final Duration END = Duration.ofSeconds(5);

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
     * Returns once the brokers have the records.
     *
     * @throws RecallException UNAVAILABLE if it is not known whether they have
     */
    @Override
    public void write(RecordKind kind, List<DeadLetter> letters) {
        try {
            List<Future<?>> stored = new ArrayList<>();
            for (DeadLetter letter : letters) {
                stored.add(producer.send(record(kind, letter)));
            }
            for (Future<?> one : stored) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException | KafkaException e) {
            throw unavailable(e);
        }
    }

    private RecallException unavailable(Exception e) {
        return new RecallException(
                Code.UNAVAILABLE, "topic " + name + " did not accept unusable records: " + e.getMessage(), e);
    }

    private ProducerRecord<byte[], byte[]> record(RecordKind kind, DeadLetter letter) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(name, bytes(letter.raw()));
        record.headers().add("kind", bytes(kind.stem())).add("source", bytes(letter.file()))
                .add("offset", bytes(String.valueOf(letter.line()))).add("reason", bytes(letter.reason()));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(END);
    }
}
