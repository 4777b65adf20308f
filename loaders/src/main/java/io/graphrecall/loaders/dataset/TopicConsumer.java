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
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** Consumes a topic: writes a batch to the graph, then commits its offsets. */
final class TopicConsumer {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Time without records after which the brokers are asked whether they are there: polls do not tell. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final TopicWriter writer;
    private final LongConsumer lag;
    private long lastResponse = System.nanoTime();

    /** @param lag receives the number of records that are not written yet, after each poll and each batch */
    TopicConsumer(KafkaConsumer<byte[], byte[]> consumer, String topic, TopicWriter writer, LongConsumer lag) {
        this.consumer = consumer;
        this.topic = topic;
        this.writer = writer;
        this.lag = lag;
    }

    /** Consumes until interrupted, or until the current end of the topic. Clears the interrupt. */
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

    /** Writes one batch. Returns true to continue. */
    private boolean batch() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            if (System.nanoTime() - lastResponse > QUIET.toNanos()) {
                partitions();
                lastResponse = System.nanoTime();
            }
            reportLag(0);
            return true;
        }
        lastResponse = System.nanoTime();
        reportLag(records.count());
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                writer.add(record);
            }
            writer.flush();
        } catch (RecallException e) {
            if (Thread.interrupted()) {
                // The interrupt aborted the write. The batch is not committed and will be delivered again.
                return false;
            }
            throw e;
        }
        // A commit fails while the thread is interrupted. The batch is already written, so stop after the commit.
        boolean interrupted = Thread.interrupted();
        commit();
        reportLag(0);
        return !interrupted;
    }

    /**
     * Reports the records behind the end of the assigned partitions, as the last fetch knew it, unless a partition was not
     * fetched yet.
     *
     * @param polled polled records that are not written
     */
    private void reportLag(int polled) {
        List<OptionalLong> behind = consumer.assignment().stream().map(consumer::currentLag).toList();
        if (behind.stream().allMatch(OptionalLong::isPresent)) {
            lag.accept(polled + behind.stream().mapToLong(OptionalLong::getAsLong).sum());
        }
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // The partitions were reassigned. The new owner reads the batch again, which changes nothing.
        }
    }
}
