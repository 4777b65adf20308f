package io.graphrecall.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.graphrecall.loaders.dataset.CheckReport;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.User;
import io.graphrecall.schema.UserId;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

/** Tests of the data set as loaders see it. */
class SimulatedWorldTest {

    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final WorldParameters PARAMETERS = WorldParameters.of(300, 250, 8_000, 3, END);

    @TempDir
    private static Path folder;

    private static DataSetFolder world;
    private static final Map<ContentId, Content> CONTENTS = new HashMap<>();
    private static final Map<UserId, User> USERS = new HashMap<>();
    private static final List<BehaviourEvent> EVENTS = new ArrayList<>();

    @BeforeAll
    static void write() {
        SimulatedWorld.write(folder, PARAMETERS, Progress.NONE);
        world = open(folder);
        world.contents(content -> CONTENTS.put(content.id(), content));
        world.users(user -> USERS.put(user.id(), user));
        world.events(EVENTS::add);
    }

    private static DataSetFolder open(Path data) {
        return DataSetFolder.open(data, Clock.fixed(END, ZoneOffset.UTC));
    }

    @Test
    void theSeedDeterminesTheBytes(@TempDir Path repeated, @TempDir Path other)
            throws IOException {
        SimulatedWorld.write(repeated, PARAMETERS, Progress.NONE);
        SimulatedWorld.write(other, WorldParameters.of(300, 250, 8_000, 4, END), Progress.NONE);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(7).allSatisfy(file -> {
                assertThat(repeated.resolve(file.getFileName())).hasSameBinaryContentAs(file);
                if (!file.endsWith("tags.jsonl") && !file.endsWith("categories.jsonl")) {
                    assertThat(Files.mismatch(other.resolve(file.getFileName()), file)).isNotNegative();
                }
            });
        }
    }

    @Test
    void aWorldWithMoreContentsStartsWithTheSameOnes(@TempDir Path larger) throws IOException {
        SimulatedWorld.write(larger, WorldParameters.of(300, 400, 100, 3, END), Progress.NONE);
        for (String file : List.of("contents.jsonl", "items.jsonl")) {
            List<String> small = Files.readAllLines(folder.resolve(file));
            assertThat(Files.readAllLines(larger.resolve(file))).hasSizeGreaterThan(small.size()).startsWith(
                    small.toArray(String[]::new));
        }
    }

    @Test
    void catalogueAndUsersDoNotDependOnTheBehaviourParameters(@TempDir Path other) {
        SimulatedWorld.write(other, Worlds.withNoise(WorldParameters.of(300, 250, 500, 3, END), 0, 0),
                Progress.NONE);
        for (String file : List.of("users.jsonl", "contents.jsonl", "items.jsonl", "tags.jsonl", "categories.jsonl")) {
            assertThat(other.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
        }
    }

    @Test
    void everyRecordIsUsable() {
        CheckReport report = DataSetLoader.check(world, 10, Progress.NONE);
        assertThat(report.defects()).isEmpty();
        assertThat(report.summary().unknownFields()).isEmpty();
        assertThat(report.summary().counts(RecordKind.USERS).read()).isEqualTo(300);
        assertThat(report.summary().counts(RecordKind.CONTENTS).read()).isEqualTo(250);
        assertThat(report.summary().counts(RecordKind.EVENTS).read()).isEqualTo(8_000);
        assertThat(report.profile().unknownTargets()).isZero();
        assertThat(report.profile().unknownUsers()).isZero();
    }

    @Test
    void containsEveryAction() {
        Map<Action, Integer> actions = new HashMap<>();
        EVENTS.forEach(event -> actions.merge(event.action(), 1, Integer::sum));
        assertThat(actions.keySet()).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Action.class));
        assertThat(EVENTS).filteredOn(event -> event.query() != null).hasSizeGreaterThan(250)
                .allSatisfy(event -> assertThat(event.requestId()).isNotNull());
    }

    @Test
    void theLogIsChronologicalAndCoversTheSpan() {
        assertThat(EVENTS).extracting(BehaviourEvent::at).isSorted();
        assertThat(EVENTS.getFirst().at()).isBetween(END.minus(Duration.ofDays(60)), END.minus(Duration.ofDays(59)));
        assertThat(EVENTS.getLast().at()).isBetween(END.minus(Duration.ofHours(6)), END);
    }

    @Test
    void visitsOfDifferentUsersOverlap() {
        Map<UserId, Integer> changes = new HashMap<>();
        for (int i = 1; i < EVENTS.size(); i++) {
            if (!EVENTS.get(i).user().equals(EVENTS.get(i - 1).user())) {
                changes.merge(EVENTS.get(i).user(), 1, Integer::sum);
            }
        }
        assertThat(changes.values()).anyMatch(visits -> visits > 20);
    }

    @Test
    void someUsersHaveNoContentEventsAndSomeNoEvents() {
        Set<UserId> active = new HashSet<>();
        Set<UserId> readers = new HashSet<>();
        Map<UserId, Integer> counts = new HashMap<>();
        for (BehaviourEvent event : EVENTS) {
            active.add(event.user());
            counts.merge(event.user(), 1, Integer::sum);
            if (event.target() instanceof ContentId) {
                readers.add(event.user());
            }
        }
        assertThat(active.size() - readers.size()).isBetween(20, 45);
        assertThat(300 - active.size()).isGreaterThanOrEqualTo(12);
        assertThat(counts.values()).filteredOn(count -> count < 5).hasSizeGreaterThan(10);
        assertThat(counts.values()).anyMatch(count -> count > 150);
    }

    @Test
    void contentsAreNotShownBeforePublicationOrAfterExpiry() {
        assertThat(EVENTS).filteredOn(event -> event.target() instanceof ContentId).allSatisfy(event -> {
            Description content = description(event);
            assertThat(event.at()).isAfterOrEqualTo(content.publishedAt());
            if (event.action() == Action.IMPRESSION && content.expiresAt() != null) {
                assertThat(event.at()).isBefore(content.expiresAt());
            }
        });
    }

    @Test
    void blockedAuthorsAndMutedTagsAreNotShown() {
        assertThat(USERS.values()).anyMatch(user -> !user.blocks().isEmpty());
        assertThat(USERS.values()).anyMatch(user -> !user.mutes().isEmpty());
        assertThat(EVENTS).filteredOn(event -> event.target() instanceof ContentId).allSatisfy(event -> {
            User user = Objects.requireNonNull(USERS.get(event.user()));
            assertThat(user.blocks()).doesNotContain(description(event).author());
            assertThat(user.mutes()).noneMatch(tag -> description(event).tags().contains(tag.key()));
        });
    }

    @Test
    void openedFeedContentsWereShownInTheSameRequest() {
        Set<String> shown = new HashSet<>();
        int opened = 0;
        for (BehaviourEvent event : EVENTS) {
            String impression = event.requestId() + " " + event.target().key();
            if (event.action() == Action.IMPRESSION) {
                shown.add(impression);
            } else if ("feed".equals(event.scene())) {
                assertThat(shown).contains(impression);
                opened++;
            }
        }
        assertThat(opened).isGreaterThan(500);
    }

    @Test
    void thereAreOldNewHiddenAndExpiredContents() {
        assertThat(CONTENTS.values()).extracting(content -> content.description().publishedAt())
                .anyMatch(at -> at.isAfter(END.minus(Duration.ofDays(2))))
                .anyMatch(at -> at.isBefore(END.minus(Duration.ofDays(90)))).allMatch(at -> at.isBefore(END));
        assertThat(CONTENTS.values()).anyMatch(content -> content.description().status() == Description.Status.HIDDEN)
                .anyMatch(content -> content.description().expiresAt() != null
                        && content.description().expiresAt().isBefore(END));
    }

    @Test
    void aWorldWithoutItemsHasNoShopping(@TempDir Path shopless) {
        SimulatedWorld.write(shopless, Worlds.withItems(WorldParameters.of(100, 100, 2_000, 3, END), 0), Progress.NONE);
        List<BehaviourEvent> events = new ArrayList<>();
        open(shopless).events(events::add);
        assertThat(events).hasSize(2_000).noneMatch(event -> event.target() instanceof ItemId);
    }

    @Test
    void fewUsersWithManyEventsStayWithinTheSpan(@TempDir Path busy) {
        SimulatedWorld.write(busy, new WorldParameters(10, 10, 1, 20_000, 5, END, Duration.ofDays(1), 0.4, 1, false, 0),
                Progress.NONE);
        List<BehaviourEvent> events = new ArrayList<>();
        open(busy).events(events::add);
        assertThat(events).hasSize(20_000).extracting(BehaviourEvent::at).isSorted().last()
                .asInstanceOf(InstanceOfAssertFactories.INSTANT).isBeforeOrEqualTo(END);
    }

    @Test
    void vectorsAreCloseWhereMainTagsAreEqualAndChangeNothingElse(@TempDir Path plain, @TempDir Path vectors) {
        WorldParameters parameters = WorldParameters.of(20, 300, 500, 4, END);
        SimulatedWorld.write(plain, parameters, Progress.NONE);
        SimulatedWorld.write(vectors, Worlds.withDimension(parameters, 16), Progress.NONE);
        assertThat(vectors.resolve("events.jsonl")).hasSameBinaryContentAs(plain.resolve("events.jsonl"));

        List<Content> contents = new ArrayList<>();
        open(vectors).contents(contents::add);
        double[] common = {0, 0};
        double[] different = {0, 0};
        for (Content a : contents) {
            for (Content b : contents) {
                if (!a.description().tags().isEmpty() && !b.description().tags().isEmpty() && !a.equals(b)) {
                    double[] sum = a.description().tags().getFirst().equals(b.description().tags().getFirst())
                            ? common
                            : different;
                    sum[0] += cosine(a, b);
                    sum[1]++;
                }
            }
        }
        assertThat(contents).hasSize(300);
        assertThat(common[0] / common[1]).isGreaterThan(0.5);
        assertThat(different[0] / different[1]).isBetween(-0.05, 0.1);
    }

    private static double cosine(Content a, Content b) {
        float[] x = a.description().vectors().get("simulated");
        float[] y = b.description().vectors().get("simulated");
        assertThat(x).hasSize(16);
        double product = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            product += (double) x[i] * y[i];
            xx += (double) x[i] * x[i];
            yy += (double) y[i] * y[i];
        }
        return product / Math.sqrt(xx * yy);
    }

    @Test
    void aWorldMayHaveNoEvents(@TempDir Path empty) {
        SimulatedWorld.write(empty, WorldParameters.of(10, 10, 0, 1, END), Progress.NONE);
        assertThat(DataSetLoader.check(DataSetFolder.open(empty), 1, Progress.NONE).defects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 350, 600, 8_000})
    void aWorldThatIsNotCompleteHasNoMetadata(int stopAt, @TempDir Path part) throws IOException {
        Files.writeString(part.resolve(SimulatedWorld.DATA_SET), "of an earlier world");
        Progress ending = from(stopAt, () -> {
            throw new IllegalStateException("the end");
        });
        assertThatIllegalStateException().isThrownBy(() -> SimulatedWorld.write(part, PARAMETERS, ending));
        assertThat(part).isDirectoryContaining("glob:**/users.jsonl");
        assertThat(part.resolve(SimulatedWorld.DATA_SET)).doesNotExist();
        SimulatedWorld.write(part, PARAMETERS, Progress.NONE);
        assertThat(part.resolve(SimulatedWorld.DATA_SET))
                .hasSameBinaryContentAs(folder.resolve(SimulatedWorld.DATA_SET));
    }

    @Test
    void anInterruptLeavesNoTemporaryFiles(@TempDir Path part) {
        Progress interrupting = from(8_000, Thread.currentThread()::interrupt);

        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> SimulatedWorld.write(part, PARAMETERS, interrupting));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(part).isDirectoryNotContaining("glob:**/.events-*").isDirectoryContaining("glob:**/items.jsonl");
    }

    /** Returns progress that runs an action at each step from a number on. */
    private static Progress from(int step, Runnable action) {
        return new Progress() {
            private long steps;

            @Override
            public void begin(String task, long total) {}

            @Override
            public void advance(long done) {
                steps += done;
                if (steps >= step) {
                    action.run();
                }
            }

            @Override
            public void end(String outcome) {}
        };
    }

    @Test
    void invalidParametersAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> WorldParameters.of(1, 400, 100, 1, END))
                .withMessage("users is 1, expected at least 10");
        assertThatIllegalArgumentException().isThrownBy(() -> Worlds.withNoise(PARAMETERS, 1, 0))
                .withMessage("noise is 1.0, expected a value from 0 to below 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Worlds.withNoise(PARAMETERS, Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Worlds.withNoise(PARAMETERS, 0, 1.1))
                .withMessage("query signal is 1.1, expected a value from 0 to 1");
        assertThat(WorldParameters.demo(Clock.fixed(END.plusSeconds(61), ZoneOffset.UTC)).end()).isEqualTo(END);
    }

    /** Returns the catalogue description of an event's content. */
    private static Description description(BehaviourEvent event) {
        return Objects.requireNonNull(CONTENTS.get((ContentId) event.target())).description();
    }
}
