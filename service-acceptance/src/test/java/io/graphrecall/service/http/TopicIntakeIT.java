package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.intake.TopicIntake;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Uses an embedded Kafka broker. */
@ExtendWith(RunningGraph.class)
class TopicIntakeIT {

    private static final String TOPIC = "behaviour";

    @Test
    void recordsOfTheTopicAffectTheNextRecallAndAreConsumedOnce(GraphAddress address, @TempDir Path home)
            throws Exception {
        KafkaClusterTestKit kafka = new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder().setCombined(true).setNumBrokerNodes(1).setNumControllerNodes(1).build())
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0").build();
        try {
            kafka.format();
            kafka.startup();
            kafka.waitForReadyBrokers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            }
            new SmallWorld().popular("p", 1).popular("q", 2).publish(TestService.store(home), 0);
            String settings = "recall.kafka { topic = " + TOPIC + ", bootstrap-servers = \"" + kafka.bootstrapServers()
                    + "\", dead-letter-topic = rejected }";
            try (TestService service = TestService.start(address, home, settings)) {
                send(kafka, "contents", "{\"content_id\":\"new\",\"title\":\"New\"}");
                send(kafka, "events", click("p"), "nonsense");

                await().atMost(Duration.ofSeconds(30)).until(() -> recent(service).equals(List.of("p")));
                assertThat(recalled(service)).contains("q").doesNotContain("p");
                await().atMost(Duration.ofSeconds(30)).until(() -> service.get("/v1/contents/new").statusCode() == 200);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Files.exists(home.resolve(TopicIntake.DEAD_LETTERS)));
                assertThat(home.resolve(TopicIntake.DEAD_LETTERS)).content().contains("\"raw\":\"nonsense\"");
                assertThat(service.get("/metrics").body()).contains("graphrecall_topic_up 1");
                ConsumerRecord<String, String> rejected = first(kafka, "rejected");
                assertThat(rejected.value()).isEqualTo("nonsense");
                assertThat(header(rejected, "kind") + " " + header(rejected, "source") + " "
                        + header(rejected, "offset")).isEqualTo("events " + TOPIC + "-0 2");
                assertThat(header(rejected, "reason")).contains("is not JSON");
                await().atMost(Duration.ofSeconds(30)).until(() -> lag(service) == 0);
            }
            send(kafka, "events", click("q"));
            try (TestService service = TestService.start(address, home, settings)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> recent(service).equals(List.of("q", "p")));
                assertThat(Files.readAllLines(home.resolve(TopicIntake.DEAD_LETTERS))).hasSize(1);
            }
        } finally {
            kafka.close();
        }
    }

    private static ConsumerRecord<String, String> first(KafkaClusterTestKit kafka, String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
                return !records.isEmpty();
            });
            return records.getFirst();
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String click(String content) {
        return "{\"user_id\":\"kafka-user\",\"action\":\"click\",\"content_id\":\"" + content + "\",\"timestamp\":"
                + (SmallWorld.NOW - (content.equals("p") ? 2_000 : 1_000)) + "}";
    }

    private static void send(KafkaClusterTestKit kafka, String kind, String... values) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            for (String value : values) {
                ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, value);
                record.headers().add("kind", kind.getBytes(StandardCharsets.UTF_8));
                producer.send(record);
            }
        }
    }

    private static double lag(TestService service) {
        return service.get("/metrics").body().lines().filter(line -> line.startsWith("graphrecall_topic_lag "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ", 2)[1])).findFirst().orElseThrow();
    }

    private static List<String> recent(TestService service) {
        JsonNode user = json(service.get("/v1/users/kafka-user"));
        return user.path("recent").findValuesAsText("content_id");
    }

    private static List<String> recalled(TestService service) {
        return json(service.get("/v1/users/kafka-user/recall")).path("contents").findValuesAsText("content_id");
    }
}
