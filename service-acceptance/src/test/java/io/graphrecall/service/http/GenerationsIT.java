package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hazelcast.core.Hazelcast;
import io.graphrecall.generation.GateCheck;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.pipeline.testing.GateChannel;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.FreePort;
import io.graphrecall.testkit.RunningGraph;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenerationsIT {

    private GenerationStore store;
    private GenerationId first;
    private TestService service;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        store = TestService.store(home);
        first = world("first").publish(store, 0);
        service = TestService.start(address, home, "recall.live.follow-interval = 100ms");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void theFirstGenerationServes() {
        assertThat(activate(first).statusCode()).isEqualTo(200);
        store.prune(0, List.of());
    }

    private static SmallWorld world(String content) {
        return new SmallWorld().popular(content, 1);
    }

    @Test
    void aNewerGenerationCanBeActivatedAndAnOlderOneAgain() {
        GenerationId second = world("second").write(store, 0);
        assertThat(service.recall("ann")).containsExactly("first");

        HttpResponse<String> forth = activate(second);
        assertThat(forth.statusCode()).isEqualTo(200);
        assertThat(json(forth).get("serving").textValue()).isEqualTo(second.value());
        assertThat(service.recall("ann")).containsExactly("second");
        assertThat(json(service.get("/readyz")).get("generation").textValue()).isEqualTo(second.value());
        assertThat(store.current()).hasValue(second);

        assertThat(activate(first).statusCode()).isEqualTo(200);
        assertThat(service.recall("ann")).containsExactly("first");
        assertThat(store.current()).hasValue(first);
    }

    @Test
    void generationsAreListed() {
        GenerationId second = world("second").write(store, 0, writer -> {
            writer.check(new GateCheck("contents", 2, 1, ""));
            writer.check(new GateCheck("kept_contents", 2, 2.5, first.value()));
        });

        JsonNode listing = json(service.get("/v1/generations"));

        assertThat(listing.get("serving").textValue()).isEqualTo(first.value());
        assertThat(listing.get("generations").findValuesAsText("id")).contains(first.value(), second.value());
        assertThat(listing.get("generations").get(0).get("dataset").textValue()).isEqualTo("small");
        assertThat(listing.get("generations").get(0).get("bytes").longValue()).isPositive();
        assertThat(listing.get("generations").get(0).get("gate")).isEmpty();
        JsonNode gate = StreamSupport.stream(listing.get("generations").spliterator(), false)
                .filter(one -> one.get("id").textValue().equals(second.value())).findFirst().orElseThrow().get("gate");
        assertThat(gate.toString()).isEqualTo("[{\"name\":\"contents\",\"passes\":true,\"value\":2.0,\"minimum\":1.0},"
                + "{\"name\":\"kept_contents\",\"passes\":false,\"value\":2.0,\"minimum\":2.5,\"against\":\""
                + first.value() + "\"}]");
    }

    @Test
    void aGenerationIsOpenedBesideTheOneThatServes() {
        GenerationId second = world("second").write(store, 0);
        String ofSecond = "{\"user_id\":\"ann\",\"generation\":\"%s\"}".formatted(second);
        HttpResponse<String> refused = service.post("/v1/recall", ofSecond);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).get("detail").textValue()).contains(second.value()).contains("is not open");

        assertThat(service.post("/v1/generations/" + second + "/open", "").statusCode()).isEqualTo(200);
        List<String> counts = recallCounts();

        assertThat(json(service.get("/v1/generations")).get("opened").textValue()).isEqualTo(second.value());
        HttpResponse<String> opened = service.post("/v1/recall", ofSecond);
        assertThat(json(opened).get("generation").textValue()).isEqualTo(second.value());
        assertThat(TestService.ids(opened)).containsExactly("second");
        assertThat(TestService.ids(service.post("/v1/recall", ofSecond.replace(second.value(), first.value()))))
                .containsExactly("first");
        assertThat(recallCounts()).isEqualTo(counts);
        assertThat(service.recall("ann")).containsExactly("first");
        HttpResponse<String> posted = service.post("/v1/contents", "[{\"content_id\":\"posted\"}]");
        assertThat(posted.statusCode()).isEqualTo(202);
        String afterThePost = ofSecond.replace("}", ",\"min_seq\":" + json(posted).get("seq") + "}");
        assertThat(TestService.ids(service.post("/v1/recall", afterThePost))).contains("second", "posted");
        assertThat(service.post("/v1/recall/batch", "{\"requests\":[" + afterThePost + "]}").body())
                .contains("posted");
        assertThat(service.delete("/v1/contents/posted").statusCode()).isEqualTo(200);

        assertThat(service.delete("/v1/generations/" + second + "/open").statusCode()).isEqualTo(204);
        assertThat(service.post("/v1/recall", ofSecond).statusCode()).isEqualTo(409);
        assertThat(json(service.get("/v1/generations")).has("opened")).isFalse();
    }

    private List<String> recallCounts() {
        return service.get("/metrics").body().lines().filter(line -> line.startsWith("graphrecall_recalls_total"))
                .toList();
    }

    @Test
    void aGenerationThatIsOpenIsActivated() {
        GenerationId second = world("second").write(store, 0);
        assertThat(service.post("/v1/generations/" + second + "/open", "").statusCode()).isEqualTo(200);
        assertThat(activate(second).statusCode()).isEqualTo(200);
        assertThat(service.recall("ann")).containsExactly("second");
        assertThat(json(service.get("/v1/generations")).has("opened")).isFalse();
    }

    @Test
    void aDamagedGenerationIsRefusedAndTheActiveOneStillServes() throws IOException {
        GenerationId damaged = world("damaged").write(store, 0);
        Path file = largestFile(store.folder(damaged));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        HttpResponse<String> refused = activate(damaged);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).get("detail").textValue()).contains(damaged.value())
                .contains(file.getFileName().toString()).contains("checksum");
        assertThat(service.recall("ann")).containsExactly("first");
        assertThat(store.current()).hasValue(first);

        Files.delete(file);
        assertThat(json(activate(damaged)).get("detail").textValue()).contains("is missing");
        assertThat(service.recall("ann")).containsExactly("first");
    }

    @Test
    void recallReportsWhyTheOnlyGenerationCannotServe(GraphAddress address, @TempDir Path home) throws IOException {
        GenerationStore other = TestService.store(home);
        GenerationId only = world("only").publish(other, 0);
        Path file = largestFile(other.folder(only));
        Files.delete(file);
        try (TestService alone = TestService.start(address, home)) {
            for (HttpResponse<String> refused : List.of(
                    alone.get("/readyz"), alone.post("/v1/recall", "{\"user_id\":\"ann\"}"))) {
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(json(refused).get("detail").textValue())
                        .contains(only.value()).contains(file.getFileName().toString());
            }
        }
    }

    @Test
    void recallReportsWhyTheCurrentGenerationCannotServe(GraphAddress address, @TempDir Path home) throws IOException {
        GenerationStore other = TestService.store(home);
        GenerationId older = world("older").publish(other, 0);
        GenerationId newer = world("newer").publish(other, 0);
        Files.delete(largestFile(other.folder(older)));
        Files.delete(largestFile(other.folder(newer)));
        try (TestService alone = TestService.start(address, home)) {
            assertThat(json(alone.get("/readyz")).get("detail").textValue())
                    .startsWith("no generation serves; generation " + newer.value() + " cannot: ");
        }
    }

    @Test
    void anotherServesInPlaceOfADamagedOneWhichStaysCurrentForItsRepair(GraphAddress address, @TempDir Path home)
            throws IOException {
        GenerationStore other = TestService.store(home);
        world("older").publish(other, 0);
        GenerationId newer = world("newer").publish(other, 0);
        Path file = largestFile(other.folder(newer));
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        try (TestService alone = TestService.start(address, home)) {
            assertThat(alone.recall("ann")).containsExactly("older");
        }
        Files.write(file, bytes);
        try (TestService alone = TestService.start(address, home)) {
            assertThat(alone.recall("ann")).containsExactly("newer");
        }
    }

    @Test
    void aStartWaitsForAGraphThatFailsMeanwhileAlsoThatOfAFurtherMember(GraphAddress address, @TempDir Path folder)
            throws IOException {
        Path home = folder.resolve("home");
        GenerationStore other = TestService.store(home);
        world("older").publish(other, 0);
        GenerationId newer = world("newer").publish(other, 0);
        AtomicBoolean fails = new AtomicBoolean(true);
        AtomicInteger reads = new AtomicInteger();
        TcpProxy proxy = new TcpProxy(address.uri().getHost(), address.uri().getPort());
        GraphAddress through = new GraphAddress(
                URI.create("bolt://127.0.0.1:" + proxy.port()), address.user(), address.password());
        ServingModule failing = new ServingModule() {
            @Override
            public List<RecallChannel> channels() {
                return List.of();
            }

            @Override
            public @Nullable OpenedModule open(OpeningGeneration generation) {
                reads.incrementAndGet();
                try {
                    if (fails.getAndSet(false)) {
                        proxy.cut();
                    }
                    return null;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        String cluster = "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        int port = FreePort.next();
        long began = System.nanoTime();
        try (proxy;
                TestService one = TestService.join(
                        through, home, cluster, port, failing, "recall.live.follow-interval = 100ms")) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as("time without attempts of the driver")
                    .isLessThan(Duration.ofSeconds(25));
            awaitServing(one, proxy, reads);
            assertThat(one.recall("ann")).containsExactly("newer");
            assertThat(other.current()).hasValue(newer);

            fails.set(true);
            try (TestService next = TestService.join(through, folder.resolve("next"), cluster, port, failing,
                    "recall.live.follow-interval = 100ms")) {
                awaitServing(next, proxy, reads);
            }
        }
    }

    /** Waits until a service without graph, which reads no generation meanwhile, serves after the graph is back. */
    private static void awaitServing(TestService service, TcpProxy proxy, AtomicInteger reads) throws IOException {
        assertThat(json(service.get("/readyz")).get("detail").textValue()).contains("Neo4j")
                .contains("does not respond");
        assertThat(service.post("/v1/contents", "[{\"content_id\":\"c\"}]").statusCode()).isEqualTo(503);
        int before = reads.get();
        Awaitility.await().during(Duration.ofSeconds(1)).until(() -> reads.get() == before);
        proxy.restore();
        Awaitility.await().untilAsserted(() -> assertThat(service.get("/readyz").statusCode()).isEqualTo(200));
    }

    @Test
    void theOldestGenerationsAreDeletedWhenAnotherServes() {
        List<GenerationId> ids = Stream.generate(() -> world("next").write(store, 0))
                .limit(GenerationStore.DEFAULT_RETENTION + 2).toList();

        assertThat(activate(ids.getLast()).statusCode()).isEqualTo(200);

        Awaitility.await().untilAsserted(() -> assertThat(store.ids()).hasSize(GenerationStore.DEFAULT_RETENTION + 2)
                .as("the one that served before stays for a rollback").contains(first, ids.getLast())
                .doesNotContain(ids.getFirst()));
    }

    @Test
    void aGenerationThatIsBuiltDuringAnActivationServesNext(GraphAddress address, @TempDir Path home)
            throws InterruptedException {
        GenerationStore other = TestService.store(home);
        world("one").publish(other, 0);
        GenerationId second = world("two").write(other, 0);
        GenerationId third = world("three").write(other, 0);
        GateChannel gate = new GateChannel(false);
        gate.open();
        try (TestService alone = TestService.start(address, home, List.of(gate), "recall.live.follow-interval = 100ms",
                "recall.scenes.feed.channels = [{id: gate, quota: 9, min: 0, weight: 1}]")) {
            gate.shut();
            CompletableFuture<HttpResponse<String>> activation = alone.postAsync(
                    "/v1/generations/" + second + "/activate", "");
            gate.arrivals().acquire();
            other.activate(third);
            gate.open();

            assertThat(activation.join().statusCode()).isEqualTo(200);
            Awaitility.await().untilAsserted(() -> assertThat(
                    json(alone.get("/readyz")).get("generation").textValue()).isEqualTo(third.value()));
        }
    }

    @Test
    void unknownAndInvalidIdsAreRefused() {
        assertThat(service.post("/v1/generations/20200101T000000Z-none/activate", "").statusCode()).isEqualTo(404);

        HttpResponse<String> noName = service.post("/v1/generations/..%2F..%2Fetc/activate", "");
        assertThat(noName.statusCode()).isEqualTo(400);
        assertThat(json(noName).get("errors").get(0).get("pointer").textValue()).isEqualTo("/id");
        assertThat(service.recall("ann")).containsExactly("first");
    }

    @Test
    void activationsByOtherProgramsAreFollowed() throws InterruptedException {
        GenerationId second = world("elsewhere").publish(store, 0);

        await("elsewhere");

        assertThat(json(service.get("/v1/generations")).get("serving").textValue()).isEqualTo(second.value());
    }

    @Test
    void noRequestFailsOrMixesGenerationsDuringAnActivation() {
        GenerationId second = world("second").write(store, 0);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.addAll(Stream.generate(() -> service.postAsync("/v1/recall", "{\"user_id\":\"ann\"}")).limit(20)
                    .toList());
            assertThat(activate(i % 2 == 0 ? second : first).statusCode()).isEqualTo(200);
        }

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            String generation = json(answer.join()).get("generation").textValue();
            assertThat(TestService.ids(answer.join()))
                    .containsExactly(generation.equals(first.value()) ? "first" : "second");
        }
    }

    /** The other members release the lock of a member that they removed from the cluster. */
    @Test
    void anActivationThatLostItsLockIsRefused(GraphAddress address, @TempDir Path home) throws InterruptedException {
        GenerationStore other = TestService.store(home);
        world("one").publish(other, 0);
        GenerationId second = world("two").write(other, 0);
        GateChannel gate = new GateChannel(false);
        gate.open();
        try (TestService alone = TestService.start(
                address, home, List.of(gate),
                "recall.scenes.feed.channels = [{id: gate, quota: 9, min: 0, weight: 1}]")) {
            gate.shut();
            CompletableFuture<HttpResponse<String>> activation = alone.postAsync(
                    "/v1/generations/" + second + "/activate", "");
            gate.arrivals().acquire();
            assertThat(alone.delete("/v1/generations/" + second + "/open").statusCode())
                    .as("closing it would undo what the activation prepared").isEqualTo(503);
            Hazelcast.getAllHazelcastInstances()
                    .forEach(member -> member.getMap("generation-pointer").forceUnlock("current"));
            gate.open();

            assertThat(activation.join().statusCode()).isEqualTo(503);
            assertThat(activation.join().headers().firstValue("Retry-After")).isPresent();
            assertThat(json(activation.join()).get("detail").textValue())
                    .isEqualTo("this member left the cluster during the activation: activate the generation again");
            assertThat(alone.post("/v1/generations/" + second + "/activate", "").statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> activate(GenerationId id) {
        return service.post("/v1/generations/" + id + "/activate", "");
    }

    private void await(String content) throws InterruptedException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!service.recall("ann").contains(content)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    static Path largestFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".npy"))
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length())).orElseThrow();
        }
    }
}
