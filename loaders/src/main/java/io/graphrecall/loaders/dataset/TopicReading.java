package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One reading of a topic: batch by batch into the graph, and only then committed. */
final class TopicReading {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final TopicKinds kinds;

    TopicReading(KafkaConsumer<byte[], byte[]> consumer, String topic, TopicKinds kinds) {
        this.consumer = consumer;
        this.topic = topic;
        this.kinds = kinds;
    }

    /** Reads until interrupted, or to where the topic ends now. The interrupt is used up. */
    void run(boolean untilEnd) {
        try {
            List<TopicPartition> partitions = partitions();
            if (untilEnd) {
                consumer.assign(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                boolean more = true;
                while (more && ends.entrySet().stream()
                        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    more = batch();
                }
            } else {
                consumer.subscribe(List.of(topic));
                boolean more = true;
                while (more) {
                    more = batch();
                }
            }
        } catch (InterruptException e) {
            Thread.interrupted();
        }
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        if (partitions.isEmpty()) {
            throw new RecallException(Code.NOT_FOUND, "there is no topic " + topic);
        }
        return partitions;
    }

    /** Whether to go on. */
    private boolean batch() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return true;
        }
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                kinds.take(record);
            }
            kinds.flush();
        } catch (RecallException e) {
            if (Thread.interrupted()) {
                // The interrupt broke the write off as a whole; the batch is not committed and comes again.
                return false;
            }
            throw e;
        }
        // A commit does not work under an interrupt, and the batch is written: end after it.
        boolean interrupted = Thread.interrupted();
        commit();
        return !interrupted;
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // The partitions are another loader's by now, which reads the batch again and changes nothing by it.
        }
    }
}
