package io.graphrecall.evaluation.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.evaluation.lists.ListWriter;
import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

class FeedbackReportTest {

    private static final Instant TIME = Instant.parse("2026-05-01T10:00:00Z");

    @TempDir
    private Path folder;

    private final List<ServedContent> served = new ArrayList<>();

    private static String answer(Instant time, String id, String user, String variant, String contents) {
        return "{\"time\":\"%s\",\"request_id\":\"%s\",\"user_id\":\"%s\",\"scene\":\"feed\",%s\"contents\":[%s]}"
                .formatted(time, id, user, variant.isEmpty() ? "" : "\"variant\":\"" + variant + "\",", contents);
    }

    private static String content(String id, String channels) {
        return "{\"content_id\":\"%s\",\"channels\":[\"%s\"]}".formatted(id, channels.replace(",", "\",\""));
    }

    private static String event(String id, String user, String action, String content) {
        return "{\"time\":\"%s\",\"request_id\":\"%s\",\"user_id\":\"%s\",\"action\":\"%s\",\"content_id\":\"%s\"}"
                .formatted(TIME.plusSeconds(5), id, user, action, content);
    }

    private FeedbackReport read(List<Path> folders) {
        return FeedbackReport.read(folders, TIME, TIME.plusSeconds(60), served::add, Progress.NONE);
    }

    @Test
    void countsShownAndClickedContentsOncePerAnswer() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        String contents = content("a", "i2i,tag") + "," + content("b", "tag") + "," + content("c", "fresh");
        Files.write(one.resolve("feedback.log"), List.of(
                answer(TIME, "1", "ann", "feed", contents),
                answer(TIME, "2", "bob", "feed", contents),
                answer(TIME.minusSeconds(1), "3", "ann", "", contents),
                answer(TIME.plusSeconds(60), "4", "ann", "", contents),
                answer(TIME, "5", "cid", "feed-b", contents),
                "{\"time\":\"cut off\",\"contents\":["));
        // The events of an answer may reach another member, and may be older files.
        try (OutputStream out = new GZIPOutputStream(
                Files.newOutputStream(two.resolve("feedback.2026-05-01.0.log.gz")))) {
            out.write(String.join("\n",
                    event("1", "ann", "impression", "a"), event("1", "ann", "impression", "a"),
                    event("1", "ann", "impression", "b"), event("1", "ann", "click", "a"),
                    event("1", "ann", "like", "a"), event("1", "ann", "click", "not in the answer"),
                    event("2", "bob", "click", "b"), event("2", "bob", "skip", "c"),
                    event("3", "ann", "click", "a"), event("9", "ann", "click", "a")).getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(two.resolve("recall.log"), event("1", "ann", "click", "b"));

        FeedbackReport report = read(List.of(one, two));

        assertThat(report.answers()).isEqualTo(3);
        assertThat(served).hasSize(9).startsWith(
                new ServedContent(TIME, "1", "ann", "feed", "feed", 1, "a", null, List.of("i2i", "tag"), true, true),
                new ServedContent(TIME, "1", "ann", "feed", "feed", 2, "b", null, List.of("tag"), true, false),
                new ServedContent(TIME, "1", "ann", "feed", "feed", 3, "c", null, List.of("fresh"), false, false));
        assertThat(served.getLast().variant()).isEqualTo("feed-b");
        Map<String, FeedbackReport.Arm> feed = Objects.requireNonNull(report.scenes().get("feed"));
        FeedbackReport.Arm control = Objects.requireNonNull(feed.get("feed"));
        assertThat(control.answers()).isEqualTo(2);
        assertThat(control.againstScene()).isNull();
        assertThat(List.of(control.clicks().users(), control.clicks().shown(), control.clicks().clicked()))
                .containsExactly(2L, 4L, 2L);
        assertThat(control.channels().keySet()).containsExactly("fresh", "i2i", "tag");
        ClickRate tag = Objects.requireNonNull(control.channels().get("tag"));
        assertThat(List.of(tag.shown(), tag.clicked())).containsExactly(3L, 2L);
        assertThat(Objects.requireNonNull(control.channels().get("fresh")).rate()).isZero();
        FeedbackReport.Arm variant = Objects.requireNonNull(feed.get("feed-b"));
        assertThat(variant.clicks()).isEqualTo(ClickRate.of(List.of()));
        assertThat(Objects.requireNonNull(variant.againstScene()).isDecided()).isFalse();
    }

    @Test
    void eventsOfARepeatedRequestCountForItsFirstAnswer() throws IOException {
        Files.write(folder.resolve("feedback.log"), List.of(
                answer(TIME, "1", "ann", "", content("a", "tag")),
                answer(TIME.plusSeconds(1), "1", "ann", "", content("a", "tag")),
                answer(TIME, "2", "ann", "", content("a", "tag")),
                event("1", "ann", "click", "a"), event("2", "ann", "impression", "b")));

        assertThat(read(List.of(folder)).answers()).isEqualTo(3);
        assertThat(served).extracting(ServedContent::shown).containsExactly(true, false, false);
        assertThat(served).extracting(ServedContent::clicked).containsExactly(true, false, false);
    }

    @Test
    void eachContentOfManyAnswersHasItsOwnEvents() throws IOException {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        List<Boolean> shown = new ArrayList<>();
        List<Boolean> clicked = new ArrayList<>();
        for (int request = 0; request < 2_000; request++) {
            List<String> contents = new ArrayList<>();
            for (int content = 0; content < 10; content++) {
                contents.add(content("c" + content, "tag"));
                shown.add(random.nextBoolean());
                clicked.add(shown.getLast() && random.nextInt(4) == 0);
                if (shown.getLast()) {
                    lines.add(event("r" + request, "ann", clicked.getLast() ? "like" : "impression", "c" + content));
                }
            }
            lines.add(answer(TIME, "r" + request, "ann", "", String.join(",", contents)));
        }
        Files.write(folder.resolve("feedback.log"), lines);

        read(List.of(folder));

        assertThat(served).extracting(ServedContent::shown).isEqualTo(shown);
        assertThat(served).extracting(ServedContent::clicked).isEqualTo(clicked);
    }

    @Test
    void answersFromBeforeAnExperimentAreNotItsControl() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int user = 0; user < 50; user++) {
            String before = "before" + user;
            lines.add(answer(TIME, before, "u" + user, "", content("a", "tag")));
            lines.add(event(before, "u" + user, "click", "a"));
        }
        Path log = folder.resolve("feedback.log");
        Files.write(log, lines);
        assertThat(Objects.requireNonNull(read(List.of(folder)).scenes().get("feed")).keySet())
                .as("without an experiment").containsExactly("feed");

        lines.add(answer(TIME, "control", "u0", "feed", content("a", "tag")));
        lines.add(event("control", "u0", "impression", "a"));
        lines.add(answer(TIME, "variant", "u1", "feed-b", content("a", "tag")));
        lines.add(event("variant", "u1", "impression", "a"));
        Files.write(log, lines);
        Map<String, FeedbackReport.Arm> feed = Objects.requireNonNull(read(List.of(folder)).scenes().get("feed"));

        assertThat(feed.keySet()).containsExactly("feed", "feed-b", FeedbackReport.NO_EXPERIMENT);
        assertThat(Objects.requireNonNull(feed.get("feed")).clicks().clicked()).isZero();
        assertThat(Objects.requireNonNull(Objects.requireNonNull(feed.get("feed-b")).againstScene()).difference())
                .isZero();
        FeedbackReport.Arm before = Objects.requireNonNull(feed.get(FeedbackReport.NO_EXPERIMENT));
        assertThat(before.clicks().clicked()).isEqualTo(50);
        assertThat(before.againstScene()).isNull();
    }

    @Test
    void contentsAreWrittenAsParquet() throws IOException {
        Files.write(folder.resolve("feedback.log"), List.of(
                answer(TIME, "1", "ann", "feed-b", content("a", "i2i,tag") + "," + credited("b", "feed-b")),
                event("1", "ann", "click", "b")));
        read(List.of(folder));
        Path file = folder.resolve("contents.parquet");
        try (ListWriter<ServedContent> writer = ListWriter.to(file, ServedContent.TABLE)) {
            served.forEach(writer::write);
            writer.commit();
        }
        List<String> rows = new ArrayList<>();
        try (RecordReader reader = RecordSource.parquet(file).open()) {
            for (RawRecord row = reader.next(); row != null; row = reader.next()) {
                rows.add(row.json().toString());
            }
        }
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst()).contains("\"position\":1", "\"content_id\":\"a\"", "\"channels\":[\"i2i\",\"tag\"]",
                "\"variant\":\"feed-b\"", "\"shown\":false").doesNotContain("team");
        assertThat(rows.getLast()).contains("\"team\":\"feed-b\"", "\"clicked\":true", "\"user_id\":\"ann\"");
    }

    @Test
    void clicksOnInterleavedContentsAreCreditedToTheirTeams() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int user = 0; user < 50; user++) {
            String id = "r" + user;
            String name = "u" + user;
            lines.add(answer(TIME, id, name, "feed+feed-b", credited("a", "feed") + "," + credited("b", "feed-b") + ","
                    + content("c", "i2i") + "," + credited("d", "feed-b")));
            lines.add(event(id, name, "click", "c"));
            lines.add(event(id, name, "impression", "d"));
            lines.add(event(id, name, "click", user < 10 ? "a" : "b"));
            lines.add(event(id, name, "like", user < 10 ? "a" : "b"));
        }
        Files.write(folder.resolve("feedback.log"), lines);

        FeedbackReport.Arm arm = Objects.requireNonNull(
                Objects.requireNonNull(read(List.of(folder)).scenes().get("feed")).get("feed+feed-b"));

        assertThat(arm.againstScene()).isNull();
        assertThat(arm.clicks().clicked()).isEqualTo(100);
        Preference preference = Objects.requireNonNull(arm.preference());
        assertThat(preference.variant()).isEqualTo("feed-b");
        assertThat(List.of(preference.users(), preference.sceneClicks(), preference.variantClicks()))
                .containsExactly(50L, 10L, 40L);
        assertThat(preference.share()).isEqualTo(0.8);
        assertThat(preference.test().isDecided()).isTrue();
        assertThat(new JsonMapper().valueToTree(preference).fieldNames()).toIterable().containsExactlyInAnyOrder(
                "variant", "users", "scene_clicks", "variant_clicks", "share", "low", "high", "p");
    }

    @Test
    void anInterleavedListWithoutCreditedContentsIsNoVariantOfAnAbTest() throws IOException {
        Files.write(folder.resolve("feedback.log"), List.of(
                answer(TIME, "1", "ann", "feed", content("a", "tag")),
                answer(TIME, "2", "bob", "feed+feed-fresh", ""),
                answer(TIME, "3", "cid", "feed-fresh", "")));

        Map<String, FeedbackReport.Arm> feed = Objects.requireNonNull(read(List.of(folder)).scenes().get("feed"));

        FeedbackReport.Arm interleaved = Objects.requireNonNull(feed.get("feed+feed-fresh"));
        assertThat(interleaved.againstScene()).isNull();
        assertThat(interleaved.preference()).isNull();
        assertThat(Objects.requireNonNull(feed.get("feed-fresh")).againstScene()).isNotNull();
    }

    private static String credited(String id, String team) {
        return "{\"content_id\":\"%s\",\"team\":\"%s\",\"channels\":[\"tag\"]}".formatted(id, team);
    }

    @Test
    void theIntervalOfARateHoldsThatOfTheUsers() {
        Random random = new Random(3);
        int covered = 0;
        for (int run = 0; run < 200; run++) {
            List<ClickRate.User> users = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                ClickRate.User user = new ClickRate.User();
                // One user in ten clicks on everything, so that the clicks of a user depend on each other.
                boolean eager = random.nextInt(10) == 0;
                for (int shown = 0; shown < 20; shown++) {
                    user.add(eager || random.nextInt(20) == 0);
                }
                users.add(user);
            }
            ClickRate rate = ClickRate.of(users);
            covered += rate.low() <= 0.145 && rate.high() >= 0.145 ? 1 : 0;
        }
        // 95 % of 200 with four standard deviations; an interval that takes clicks as independent covers about half.
        assertThat((double) covered).isCloseTo(190, within(12.0));
    }

    @Test
    void theRateOfUsersWithoutAClickHasNoInterval() {
        ClickRate rate = withoutClicks(2, 5);
        assertThat(List.of(rate.rate(), rate.low(), rate.high())).containsExactly(0.0, 0.0, 1.0);
    }

    private static ClickRate withoutClicks(int users, int shown) {
        List<ClickRate.User> all = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            ClickRate.User user = new ClickRate.User();
            for (int content = 0; content < shown; content++) {
                user.add(false);
            }
            all.add(user);
        }
        return ClickRate.of(all);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> read(List.of(folder.resolve("nowhere"))))
                .withMessageContaining("nowhere");
    }
}
