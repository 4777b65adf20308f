package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.FreePort;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Services with empty homes and a folder in which another machine puts its generations. */
@ExtendWith(RunningGraph.class)
class SharedGenerationsIT {

    private final GraphAddress address;
    private Path folder = Path.of("");
    private GenerationStore builds;
    private GenerationStore shared;

    SharedGenerationsIT(GraphAddress address) {
        this.address = address;
    }

    @BeforeEach
    void createFolders(@TempDir Path root) throws IOException {
        folder = root;
        builds = TestService.store(root.resolve("builder"));
        shared = new GenerationStore(Files.createDirectory(root.resolve("shared")));
    }

    /** Does what a build on another machine does. */
    private GenerationId build(String content) {
        GenerationId id = write(builds, content);
        shared.copy(id, builds);
        shared.activate(id);
        return id;
    }

    private static GenerationId write(GenerationStore store, String content) {
        return new SmallWorld().popular(content, 1).write(store, 0);
    }

    private TestService service(String home) {
        return TestService.start(address, folder.resolve(home), settings());
    }

    /** Activates a generation, again while the member is busy with one of the folder. Returns the status. */
    private static int activate(TestService service, GenerationId id) {
        return await().until(() -> service.post("/v1/generations/" + id + "/activate", "").statusCode(),
                status -> status != 503);
    }

    private String[] settings() {
        return new String[] {"recall.live.follow-interval = 100ms",
            "recall.generations.shared-folder = \"" + folder.resolve("shared") + "\""};
    }

    @Test
    void aServiceWithAnEmptyHomeServesWhatABuildElsewhereShares() {
        GenerationId first = build("first");
        try (TestService service = service("home")) {
            assertThat(service.recall("ann")).containsExactly("first");
            assertThat(TestService.store(folder.resolve("home")).current()).hasValue(first);

            GenerationId second = build("second");
            await().untilAsserted(() -> assertThat(service.recall("ann")).containsExactly("second"));
            await().untilAsserted(
                    () -> assertThat(TestService.store(folder.resolve("home")).current()).hasValue(second));
        }
    }

    @Test
    void anActivationIsSharedSoThatANewHomeStartsWithIt() {
        GenerationId first = build("first");
        GenerationId second = build("second");
        try (TestService service = service("home")) {
            assertThat(service.recall("ann")).containsExactly("second");
            assertThat(activate(service, first)).isEqualTo(200);
            assertThat(service.recall("ann")).containsExactly("first");
            await().untilAsserted(() -> assertThat(shared.current()).hasValue(first));
        }
        try (TestService next = service("next")) {
            assertThat(next.recall("ann")).containsExactly("first");
            assertThat(shared.ids()).containsExactly(first, second);
        }
    }

    @Test
    void aGenerationOfTheHomeThatIsNewerThanTheFolderIsServedAndShared() {
        build("first");
        GenerationId own = new SmallWorld().popular("own", 1).publish(TestService.store(folder.resolve("home")), 0);
        try (TestService service = service("home")) {
            assertThat(service.recall("ann")).containsExactly("own");
            await().untilAsserted(() -> assertThat(shared.current()).hasValue(own));
        }
    }

    @Test
    void membersFollowTheFolderTogether() throws IOException {
        build("first");
        String cluster = "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        int port = FreePort.next();
        try (TestService here = TestService.join(address, folder.resolve("here"), cluster, port, settings());
                TestService there = TestService.join(address, folder.resolve("there"), cluster, port, settings())) {
            GenerationId second = build("second");
            for (TestService member : List.of(here, there)) {
                await().untilAsserted(() -> assertThat(json(member.get("/readyz")).get("generation").textValue())
                        .isEqualTo(second.value()));
                assertThat(member.recall("ann")).containsExactly("second");
            }
        }
    }

    @Test
    void aDamagedGenerationOfTheFolderDoesNotReplaceThatOfTheHome() throws IOException {
        GenerationId own = new SmallWorld().popular("own", 1).publish(TestService.store(folder.resolve("home")), 0);
        try (TestService service = service("home")) {
            await().untilAsserted(() -> assertThat(shared.current()).hasValue(own));
            GenerationId damaged = write(builds, "damaged");
            shared.copy(damaged, builds);
            damage(damaged);
            Files.writeString(folder.resolve("shared").resolve(GenerationStore.CURRENT), damaged.value() + "\n");

            assertThat(activate(service, damaged)).isEqualTo(409);
            assertThat(service.recall("ann")).containsExactly("own");
            assertThat(TestService.store(folder.resolve("home")).ids()).containsExactly(own);
        }
    }

    @Test
    void aDamagedCopyOfWhatServesIsReplaced() throws IOException {
        GenerationId first = build("first");
        try (TestService service = service("home")) {
            build("second");
            await().untilAsserted(() -> assertThat(service.recall("ann")).containsExactly("second"));
            damage(first);
            assertThat(activate(service, first)).isEqualTo(200);
            await().untilAsserted(() -> assertThat(shared.current()).hasValue(first));
            shared.verify(first);
        }
    }

    private void damage(GenerationId id) throws IOException {
        Path largest = GenerationsIT.largestFile(shared.folder(id));
        byte[] bytes = Files.readAllBytes(largest);
        bytes[bytes.length - 1] ^= 1;
        Files.write(largest, bytes);
    }

    @Test
    void anEmptyHomeWaitsForAFolderThatIsNotMountedAndSaysSo() throws IOException {
        Files.delete(folder.resolve("shared"));
        try (TestService service = service("home")) {
            assertThat(service.get("/readyz").body())
                    .contains("the shared folder " + folder.resolve("shared") + " does not exist");

            Files.createDirectory(folder.resolve("shared"));
            build("first");
            await().untilAsserted(() -> assertThat(service.recall("ann")).containsExactly("first"));
        }
    }

    @Test
    void aFolderThatIsNotMountedIsNotCreatedAndGetsWhatServesWhenItIs() throws IOException {
        Files.delete(folder.resolve("shared"));
        new SmallWorld().popular("own", 1).publish(TestService.store(folder.resolve("home")), 0);
        try (TestService service = service("home")) {
            assertThat(service.recall("ann")).containsExactly("own");
            GenerationId next = write(TestService.store(folder.resolve("home")), "next");
            assertThat(activate(service, next)).isEqualTo(200);
            assertThat(service.recall("ann")).containsExactly("next");
            assertThat(folder.resolve("shared")).doesNotExist();

            Files.createDirectory(folder.resolve("shared"));
            await().untilAsserted(() -> assertThat(shared.current()).hasValue(next));
        }
    }

    @Test
    void aFolderThatIsMountedAfterTheStartGetsTheNewerGenerationOfTheHome() throws IOException {
        build("first");
        GenerationId own = new SmallWorld().popular("own", 1).publish(TestService.store(folder.resolve("home")), 0);
        Path unmounted = Files.move(folder.resolve("shared"), folder.resolve("unmounted"));
        try (TestService service = service("home")) {
            assertThat(service.recall("ann")).containsExactly("own");

            Files.move(unmounted, folder.resolve("shared"));
            await().untilAsserted(() -> assertThat(shared.current()).hasValue(own));
            assertThat(service.recall("ann")).containsExactly("own");
        }
    }
}
