package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.testkit.RunningGraph;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Uses an embedded Kafka broker. */
@ExtendWith(RunningGraph.class)
class TopicLoaderIT {

    private static final String CLICKS = "MATCH ()-[r:CLICKED]->() RETURN count(r) AS n";

    private static KafkaClusterTestKit kafka;

    @TempDir
    private Path folder;
    private final TestGraph graph;
    private final TopicLoader loader;
    private final Deque<Long> lags = new ConcurrentLinkedDeque<>();
    private String topic = "";

    TopicLoaderIT(GraphAddress address) {
        graph = new TestGraph(address);
        GraphWriter writer = new GraphWriter(graph.client());
        loader = new TopicLoader(
                writer, Clock.systemUTC(), writer::writeEvents, writer::writeContents, lags::add);
    }

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder().setCombined(true).setNumBrokerNodes(1).setNumControllerNodes(1).build())
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0").build();
        kafka.format();
        kafka.startup();
        kafka.waitForReadyBrokers();
    }

    @AfterAll
    static void stopKafka() throws Exception {
        kafka.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        graph.empty();
        topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void valuesOfEveryKindAreLoadedAndUnusableOnesAreDeadLetters() throws Exception {
        send("contents", "{'content_id':'c','title':'t'}");
        send("users", "{'user_id':'u','profile':{'age':3}}");
        send(null, event(1), "nonsense", event(2));
        send("shops", "{}");
        send("events", "{'user_id':'u','action':'search','query':'gel','timestamp':3,'device':'x'}", null);
        send("", event(4));
        LoadSummary summary = load(true);

        assertThat(graph.dump()).contains("[Query]{text=gel}",
                "[DataSet]{name=" + topic + ", protocol=leave-one-out, timestamps=real}",
                "(u)-SEARCHED{at=3, event_id=" + id("SEARCHED") + ", ord=6}->(gel)");
        assertThat(
                graph.ask("MATCH (u:User)-[r:CLICKED]->(c:Content) RETURN u.profile + c.title + r.ord AS t ORDER BY t",
                        row -> row.string("t")))
                .containsExactly("{\"age\":3}t2", "{\"age\":3}t4", "{\"age\":3}t8");
        assertThat(summary.lines()).contains("contents: 1 read, 1 written", "users: 1 read, 1 written",
                "events: 7 read, 4 written, 3 dead letters", "unknown field events device: on 1 record");
        assertThat(deadLetters()).containsExactly(
                "{\"kind\":\"events\",\"file\":\"" + topic
                        + "-0\",\"line\":3,\"reason\":\"is not JSON: Unrecognized token 'nonsense' (column 9)\","
                        + "\"raw\":\"nonsense\"}",
                "{\"kind\":\"events\",\"file\":\"" + topic
                        + "-0\",\"line\":5,\"reason\":\"has header kind 'shops', expected one of tags, "
                        + "categories, users, contents, vectors, items, events\",\"raw\":\"{}\"}",
                "{\"kind\":\"events\",\"file\":\"" + topic
                        + "-0\",\"line\":7,\"reason\":\"has no value\",\"raw\":\"\"}");
    }

    @Test
    void anEmptyTextIsAbsentAsInAFile() throws Exception {
        send("contents", "{'content_id':'c','author':'','published_at':'','status':''}");
        send(null,
                "{'event_id':'','user_id':'u','action':'click','content_id':'c','item_id':'','timestamp':1,'scene':''}");
        assertThat(load(true).deadLetters()).isZero();
        assertThat(graph.ask("MATCH ()-[r:CLICKED]->(c) RETURN size(r.event_id) + '[' + r.scene + '] ' + c.status AS t",
                row -> row.string("t"))).containsExactly("22[] active");
    }

    @Test
    void theNextLoadContinuesAfterTheCommittedOffset() throws Exception {
        send(null, event(1), event(2));
        assertThat(load(true).counts(RecordKind.EVENTS).written()).isEqualTo(2);
        send(null, event(3));
        assertThat(load(true).counts(RecordKind.EVENTS)).isEqualTo(new FileCounts(1, 1, 0, 0, 0, 0, 0, 0));
        assertThat(load(true).files()).isEmpty();
    }

    @Test
    void redeliveredValuesChangeNothing() throws Exception {
        send(null, event(1), event(2), event(1));
        load(true);
        List<String> dump = graph.dump();
        LoadSummary repeated = load("another group", true, false);
        assertThat(repeated.counts(RecordKind.EVENTS)).isEqualTo(new FileCounts(3, 0, 3, 0, 0, 0, 0, 0));
        assertThat(graph.dump()).isEqualTo(dump);
        assertThat(graph.number(CLICKS)).isEqualTo(2);
    }

    @Test
    void valuesAreLoadedContinuouslyUntilAnInterrupt() throws Exception {
        CompletableFuture<LoadSummary> summary = new CompletableFuture<>();
        Thread loading = Thread.ofPlatform().start(() -> {
            try {
                summary.complete(load(false));
            } catch (Throwable e) {
                summary.completeExceptionally(e);
            }
        });
        while (lags.isEmpty() && !summary.isDone()) {
            Thread.sleep(20);
        }
        assertThat(lags).containsOnly(0L);
        for (int sent = 1; sent <= 3; sent++) {
            send(null, event(sent));
            while ((graph.number(CLICKS) < sent || lags.getLast() > 0) && !summary.isDone()) {
                Thread.sleep(20);
            }
        }
        loading.interrupt();
        assertThat(summary.get(20, TimeUnit.SECONDS).counts(RecordKind.EVENTS))
                .isEqualTo(new FileCounts(3, 3, 0, 0, 0, 0, 0, 0));
        assertThat(lags).as("a record counts until it is written").contains(1L).endsWith(0L);
        assertThat(load(true).files()).isEmpty();
    }

    @Test
    void uncommittedValuesAreRedelivered() throws Exception {
        send(null, IntStream.rangeClosed(1, 50).mapToObj(TopicLoaderIT::event).toArray(String[]::new));
        send(null, "nonsense");
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> load("strict", true, true))
                .withMessage(topic + "-0 line 50: is not JSON: Unrecognized token 'nonsense' (column 9)")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID));
        assertThat(graph.number(CLICKS)).isEqualTo(50);

        LoadSummary repeated = load("strict", true, false);
        assertThat(repeated.counts(RecordKind.EVENTS)).isEqualTo(new FileCounts(51, 0, 50, 0, 0, 0, 0, 1));
    }

    @Test
    void unreadableTopicsAreReported() {
        topic = "nowhere";
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> load(true))
                .withMessage("there is no topic nowhere");
        Topic noBroker = new Topic("t", "127.0.0.1:8699", "g", Map.of("default.api.timeout.ms", "500"), null, true);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> load(noBroker, false))
                .withMessageStartingWith("topic t at 127.0.0.1:8699 cannot be read: ")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @Test
    void aGraphWithOrderOnlyTimestampsRejectsATopic() throws Exception {
        send(null, event(1));
        load(true);
        graph.run("MATCH (set:DataSet) SET set.timestamps = 'order-only'");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> load(true))
                .withMessageContaining("timestamps order-only")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
    }

    private LoadSummary load(boolean untilEnd) {
        return load("group", untilEnd, false);
    }

    private LoadSummary load(String group, boolean untilEnd, boolean strict) {
        return load(new Topic(topic, kafka.bootstrapServers(), group, Map.of(), null, untilEnd), strict);
    }

    private LoadSummary load(Topic from, boolean strict) {
        return loader.load(from, new LoadOptions(strict, folder.resolve("dead-letters.jsonl")), Progress.NONE);
    }

    private void send(@Nullable String kind, @Nullable String... values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String value : values) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, null,
                        value == null ? null : value.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
                if (kind != null) {
                    record.headers().add("kind", kind.isEmpty() ? null : kind.getBytes(StandardCharsets.UTF_8));
                }
                producer.send(record);
            }
        }
    }

    private static String event(int at) {
        return "{'user_id':'u','action':'click','content_id':'c','timestamp':%d}".formatted(at);
    }

    private String id(String type) {
        return graph.ask("MATCH ()-[r:" + type + "]->() RETURN r.event_id AS id", row -> row.string("id")).getFirst();
    }

    private List<String> deadLetters() throws IOException {
        return Files.readAllLines(folder.resolve("dead-letters.jsonl"));
    }
}
