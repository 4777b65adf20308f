package io.graphrecall.benchmarks.crash;

import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/**
 * Kafka broker for a crash test, on machines without Docker. Prints its address, {@code HOST:PORT}, and runs until it is
 * stopped. Its records are deleted then.
 */
public final class KafkaBroker {

    private KafkaBroker() {}

    /** Runs a broker. There are no arguments. */
    public static void main(String[] words) throws Exception {
        System.out.println(start().bootstrapServers());
        Thread.currentThread().join();
    }

    /** Starts a broker. Close it. */
    static KafkaClusterTestKit start() throws Exception {
        KafkaClusterTestKit broker = new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder().setCombined(true).setNumBrokerNodes(1).setNumControllerNodes(1).build())
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0").build();
        broker.format();
        broker.startup();
        broker.waitForReadyBrokers();
        return broker;
    }
}
