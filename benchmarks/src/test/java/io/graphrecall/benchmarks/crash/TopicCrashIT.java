package io.graphrecall.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.benchmarks.input.ReportJson;
import io.graphrecall.benchmarks.input.ServiceAddress;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.Topic;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.intake.TopicIntake;
import io.graphrecall.testkit.FreePort;
import io.graphrecall.testkit.RunningGraph;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Kills a service that consumes a topic of an embedded Kafka broker, and loads such a topic. */
@ExtendWith(RunningGraph.class)
class TopicCrashIT {

    private static final String TOPIC = "behaviour";
    private static final List<String> CONTENTS = IntStream.range(0, 20).mapToObj(i -> "c" + i).toList();
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    private static KafkaClusterTestKit broker;

    @TempDir
    private Path folder;
    private final GraphAddress address;

    TopicCrashIT(GraphAddress address) {
        this.address = address;
    }

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void aKilledServiceConsumesEveryEventOnce() throws Exception {
        ServiceAddress service = new ServiceAddress("127.0.0.1", FreePort.next());
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password());
                ClickTopic topic = ClickTopic.connect(TOPIC, broker.bootstrapServers(), "graph-recall")) {
            build(graph);
            configure(service);
            CrashReport report = new CrashRun(
                    settings(service), new GraphEventLookup(graph), topic, System.out::println).run();
            assertThat(report.passed()).as(ReportJson.of(report)).isTrue();
            assertThat(report.kills()).isEqualTo(1);
            assertThat(report.acknowledged()).isPositive();
            assertThat(report.consumed()).as("consumed before the last start").isPositive();
            assertThat(report.acknowledged() + report.reposted() + report.consumed() + report.drained())
                    .isEqualTo(report.events());
        }
    }

    @Test
    void aLoadOfAFolderKeepsTheDeadLettersOfATopic() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"), "{\"content_id\":\"c\"}\n");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("rejected", "nonsense")).get();
        }
        try (RecallHome home = RecallHome.remote(folder, address)) {
            home.loader().load(new Topic("rejected", broker.bootstrapServers(), "loads", Map.of(), null, true), false,
                    Progress.NONE);
            home.loader().load(DataSetFolder.open(data), false, Progress.NONE);
        }
        assertThat(folder.resolve(TopicIntake.DEAD_LETTERS)).content().contains("\"raw\":\"nonsense\"");
    }

    private void build(GraphClient graph) {
        try (RecallHome home = RecallHome.remote(folder, address)) {
            new GraphWriter(graph).writeEvents(IntStream.range(0, 3 * CONTENTS.size()).mapToObj(i -> new BehaviourEvent(
                    "before-" + i, new UserId("u" + i % 3), Action.CLICK, new ContentId(CONTENTS.get(i / 3)), BEFORE,
                    i, null, null, null, null)).toList());
            home.build(BuildOptions.DEFAULT.withTraining(TrainingOptions.NONE).withEncoder(null), Progress.NONE);
        }
    }

    private void configure(ServiceAddress service) throws IOException {
        Files.writeString(folder.resolve("password"), address.password());
        Files.writeString(folder.resolve("kafka.properties"), "group.instance.id = crash\n");
        Files.writeString(folder.resolve(SettingsSource.FILE), """
                recall.http.port = %d
                recall.graph.probe-timeout = 20s
                recall.cluster.name = "crash-%d"
                recall.kafka { topic = %s, bootstrap-servers = "%s", properties = kafka.properties }
                """.formatted(service.port(), service.port(), TOPIC, broker.bootstrapServers()));
    }

    private CrashSettings settings(ServiceAddress service) {
        String command = String.join(" ", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "'" + System.getProperty("java.class.path") + "'",
                HomeService.class.getName(), folder.toString(), address.uri().toString(), address.user(),
                folder.resolve("password").toString());
        return new CrashSettings(
                command, service, CONTENTS, 1, 8, 20, 100, Duration.ofSeconds(1), Duration.ofSeconds(2),
                Duration.ofMinutes(2), 1, null, folder.resolve("service.log"));
    }

}
