package io.graphrecall.loaders.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.graphrecall.loaders.dataset.CheckReport;
import io.graphrecall.loaders.dataset.DataFile;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.LineListener;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

class SimulatedWorldTest {

    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final WorldParameters PARAMETERS = WorldParameters.of(300, 250, 8_000, 3, END);

    @TempDir
    private static Path folder;

    private static DataSetFolder world;
    private static final Map<ContentId, Content> CONTENTS = new HashMap<>();
    private static final List<BehaviourEvent> EVENTS = new ArrayList<>();

    @BeforeAll
    static void write() {
        SimulatedWorld.write(folder, PARAMETERS, Progress.NONE);
        world = DataSetFolder.open(folder, Clock.fixed(END, ZoneOffset.UTC));
        world.contents(line -> CONTENTS.put(line.record().id(), line.record()), LineListener.IGNORE);
        world.events(line -> EVENTS.add(line.event()), LineListener.IGNORE);
    }

    @Test
    void theSameParametersGiveTheSameBytesAndAnotherSeedOthers(@TempDir Path again, @TempDir Path other)
            throws IOException {
        SimulatedWorld.write(again, PARAMETERS, Progress.NONE);
        SimulatedWorld.write(other, WorldParameters.of(300, 250, 8_000, 4, END), Progress.NONE);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(7).allSatisfy(file -> {
                assertThat(again.resolve(file.getFileName())).hasSameBinaryContentAs(file);
                if (!file.endsWith("tags.jsonl") && !file.endsWith("categories.jsonl")) {
                    assertThat(Files.mismatch(other.resolve(file.getFileName()), file)).isNotNegative();
                }
            });
        }
    }

    @Test
    void everyLineCanBeUsed() {
        CheckReport report = DataSetLoader.check(world, 10, Progress.NONE);
        assertThat(report.deadLetters()).isEmpty();
        assertThat(report.summary().unknownFields()).isEmpty();
        assertThat(report.summary().counts(DataFile.USERS).read()).isEqualTo(300);
        assertThat(report.summary().counts(DataFile.CONTENTS).read()).isEqualTo(250);
        assertThat(report.summary().counts(DataFile.EVENTS).read()).isEqualTo(8_000);
        assertThat(report.profile().unknownTargets()).isZero();
        assertThat(report.profile().unknownUsers()).isZero();
    }

    @Test
    void hasEveryKindOfBehaviour() {
        Map<Action, Integer> actions = new HashMap<>();
        EVENTS.forEach(event -> actions.merge(event.action(), 1, Integer::sum));
        assertThat(actions.keySet()).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Action.class));
        assertThat(EVENTS).filteredOn(event -> event.query() != null).hasSizeGreaterThan(250)
                .allSatisfy(event -> assertThat(event.requestId()).isNotNull());
    }

    @Test
    void theLogIsInTheOrderOfItsTimesAndEndsWithTheWorld() {
        assertThat(EVENTS).extracting(BehaviourEvent::at).isSorted();
        assertThat(EVENTS.getFirst().at()).isBetween(END.minus(Duration.ofDays(60)), END.minus(Duration.ofDays(59)));
        assertThat(EVENTS.getLast().at()).isBetween(END.minus(Duration.ofHours(6)), END);
    }

    @Test
    void aboutOneUserInTenHasNoContentAndSomeHaveNothing() {
        Set<UserId> active = new HashSet<>();
        Set<UserId> readers = new HashSet<>();
        for (BehaviourEvent event : EVENTS) {
            active.add(event.user());
            if (event.target() instanceof ContentId) {
                readers.add(event.user());
            }
        }
        assertThat(active.size() - readers.size()).isBetween(20, 40);
        assertThat(300 - active.size()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void nobodyOpensWhatIsNotThereYetOrAnyMore() {
        assertThat(EVENTS).filteredOn(event -> event.target() instanceof ContentId).allSatisfy(event -> {
            Description content = description(event);
            assertThat(event.at()).isAfterOrEqualTo(content.publishedAt());
            if (event.action() == Action.CLICK && content.expiresAt() != null) {
                assertThat(event.at()).isBefore(content.expiresAt());
            }
        });
    }

    @Test
    void contentsAreOldAndNewHiddenAndExpired() {
        assertThat(CONTENTS.values()).extracting(content -> content.description().publishedAt())
                .anyMatch(at -> at.isAfter(END.minus(Duration.ofDays(2))))
                .anyMatch(at -> at.isBefore(END.minus(Duration.ofDays(90)))).allMatch(at -> at.isBefore(END));
        assertThat(CONTENTS.values()).anyMatch(content -> content.description().status() == Description.Status.HIDDEN)
                .anyMatch(content -> content.description().expiresAt() != null
                        && content.description().expiresAt().isBefore(END));
    }

    @Test
    void mostClicksFollowALikingAndManyDoNot() {
        Map<UserId, Map<String, Integer>> clicks = new HashMap<>();
        for (BehaviourEvent event : EVENTS) {
            if (event.action().positive()) {
                String field = description(event).category().get(1);
                clicks.computeIfAbsent(event.user(), user -> new HashMap<>()).merge(field, 1, Integer::sum);
            }
        }
        double all = 0;
        double dearest = 0;
        for (Map<String, Integer> user : clicks.values()) {
            all += user.values().stream().mapToInt(Integer::intValue).sum();
            dearest += user.values().stream().sorted((a, b) -> b - a).limit(4).mapToInt(Integer::intValue).sum();
        }
        assertThat(dearest / all).isBetween(0.5, 0.9);
    }

    @Test
    void parametersCheckThemselves() {
        assertThatIllegalArgumentException().isThrownBy(() -> WorldParameters.of(1, 400, 100, 1, END))
                .withMessage("users is 1, at least 10 is wanted");
        assertThat(WorldParameters.demo(Clock.fixed(END.plusSeconds(61), ZoneOffset.UTC)).end()).isEqualTo(END);
    }

    @Test
    void aWorldWithoutEventsIsAWorld(@TempDir Path empty) {
        SimulatedWorld.write(empty, new WorldParameters(10, 10, 0, 0, 1, END, Duration.ofDays(1)), Progress.NONE);
        assertThat(DataSetLoader.check(DataSetFolder.open(empty), 1, Progress.NONE).deadLetters()).isEmpty();
    }

    /** What the catalogue says of the content that an event is about. */
    private static Description description(BehaviourEvent event) {
        return Objects.requireNonNull(CONTENTS.get((ContentId) event.target())).description();
    }
}
