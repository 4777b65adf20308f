package io.graphrecall.benchmarks.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Kafka topic that the service consumes. An event is consumed once the service commits its offset. Thread-safe. */
final class ClickTopic implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final String group;
    private final KafkaProducer<String, String> producer;
    private final Admin admin;
    /** Events that are not consumed, by offset. */
    private final Map<TopicPartition, NavigableMap<Long, PostedEvent>> waiting = new ConcurrentHashMap<>();

    private ClickTopic(String name, String bootstrapServers, String group) {
        this.name = name;
        this.group = group;
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        admin = Admin.create(settings);
    }

    /**
     * Connects to a topic, which the first event creates.
     *
     * @param group consumer group of the service
     * @throws IOException if the brokers do not respond
     */
    static ClickTopic connect(String name, String bootstrapServers, String group)
            throws IOException, InterruptedException {
        ClickTopic topic = new ClickTopic(name, bootstrapServers, group);
        try {
            topic.committed();
            return topic;
        } catch (IOException e) {
            topic.close();
            throw e;
        }
    }

    /**
     * Writes events to the topic and returns once the broker has them.
     *
     * @throws IOException if it is not known whether the broker has all of them
     */
    void produce(List<PostedEvent> events) throws IOException, InterruptedException {
        try {
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
            for (PostedEvent event : events) {
                acknowledgements.add(producer.send(new ProducerRecord<>(name, event.user(), json(event))));
            }
            for (int i = 0; i < events.size(); i++) {
                RecordMetadata stored = acknowledgements.get(i).get();
                waiting.computeIfAbsent(
                        new TopicPartition(name, stored.partition()), partition -> new ConcurrentSkipListMap<>())
                        .put(stored.offset(), events.get(i));
            }
        } catch (ExecutionException | KafkaException e) {
            throw new IOException("The topic " + name + " did not accept events: " + e.getMessage(), e);
        }
    }

    private static String json(PostedEvent event) throws JsonProcessingException {
        return JSON.writeValueAsString(event.fields());
    }

    /** Returns the events that the service has consumed since the last call. */
    List<PostedEvent> takeConsumed() throws IOException, InterruptedException {
        List<PostedEvent> consumed = new ArrayList<>();
        committed().forEach((partition, next) -> {
            Collection<PostedEvent> done = waiting.getOrDefault(partition, new ConcurrentSkipListMap<>())
                    .headMap(next.offset()).values();
            consumed.addAll(done);
            done.clear();
        });
        return consumed;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws IOException, InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        } catch (ExecutionException e) {
            throw new IOException("The offsets of group " + group + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Number of events that are not consumed, as of the last call of {@link #takeConsumed}. */
    int waiting() {
        return waiting.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
