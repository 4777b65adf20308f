package io.graphrecall.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.evaluation.description.DataDistributions;
import io.graphrecall.loaders.dataset.CheckReport;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.schema.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class DataSetPageTest {

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    @TempDir
    Path folder;

    private DataSetPage page() {
        DataSetFolder data = DataSetFolder.open(folder);
        DataDistributions.Counts counts = new DataDistributions.Counts(data.dataSet().timestamps());
        CheckReport check = DataSetLoader.check(data, 10, counts::add, counts::add, Progress.NONE);
        return new DataSetPage(check, counts.distributions(), NOW);
    }

    private void write(List<String> contents, List<String> events) throws IOException {
        Files.write(folder.resolve("contents.jsonl"), contents);
        Files.write(folder.resolve("events.jsonl"), events);
    }

    private static String event(String user, String action, String target, String day, int dwellMs) {
        return "{\"user_id\":\"%s\",\"action\":\"%s\",\"%s\":\"%s\",\"timestamp\":\"%s\",\"dwell_ms\":%d}".formatted(
                user,
                action, action.equals("search") ? "query" : "content_id", target, day, dwellMs);
    }

    @Test
    void countsBehaviourByUserContentDayAndDwellTime() throws IOException {
        write(List.of("{\"content_id\":\"a\",\"category\":[\"<Nails>\",\"Gel\"]}",
                "{\"content_id\":\"b\",\"category\":[\"<Nails>\"]}", "{\"content_id\":\"c\"}",
                "{\"content_id\":\"d\"}"),
                List.of(event("u", "click", "a", "2026-01-01", 500), event("u", "like", "a", "2026-01-01", 2_000),
                        event("u", "click", "b", "2026-01-02", 700_000), event("u", "click", "x", "2026-01-02", 0),
                        event("v", "click", "a", "2026-01-02", 0), event("v", "like", "a", "2026-01-02", 0),
                        event("v", "click", "b", "2026-01-02", 0), event("w", "impression", "c", "2026-01-03", 0)));

        DataSetPage page = page();
        DataDistributions data = page.distributions();
        assertThat(data.users()).isEqualTo(3);
        assertThat(data.evaluable()).as("v engaged with two contents only").isEqualTo(1);
        assertThat(data.contents()).isEqualTo(5);
        assertThat(data.engagements()).isEqualTo(7);
        assertThat(data.headShare()).isCloseTo(4 / 7.0, within(1e-9));
        assertThat(data.eventsPerUser()).containsExactly(
                entry("0", 1L), entry("1", 0L), entry("2", 0L), entry("3 to 4", 2L));
        assertThat(data.engagementsPerContent()).containsExactly(
                entry("0", 2L), entry("1", 1L), entry("2", 1L), entry("3 to 4", 1L));
        assertThat(data.eventsPerPeriod()).containsExactly(
                entry("2026-01-01", 2L), entry("2026-01-02", 5L), entry("2026-01-03", 1L));
        assertThat(data.dwell()).containsEntry("0 s", 6L).containsEntry("1 to 2 s", 1L).containsEntry("600 s or more",
                1L);
        assertThat(data.categories()).containsExactly(entry("<Nails>", 2L));

        assertThat(page.conclusions()).anySatisfy(line -> assertThat(line).startsWith("1 of 3 users (33.3"))
                .anySatisfy(line -> assertThat(line).startsWith("2 of 5 contents (40.0"))
                .anySatisfy(line -> assertThat(line).startsWith("There are no searches"))
                .anySatisfy(line -> assertThat(line).contains("--as-of 2026-01-03T00:00:00Z"));

        page.write(folder.resolve("out.html"));
        assertThat(Files.readString(folder.resolve("out.html"))).contains("\\u003cNails>").doesNotContain("<Nails>")
                .contains("600 s or more").contains("Engagements per content")
                .contains("{\"name\":\"category\",\"count\":2}");
    }

    @Test
    void timesThatAreAnOrderHaveNoCalendar() throws IOException {
        Files.writeString(folder.resolve("dataset.json"), "{\"name\":\"ordered\",\"timestamps\":\"order-only\"}");
        write(List.of("{\"content_id\":\"a\"}"),
                List.of("{\"user_id\":\"u\",\"action\":\"click\",\"content_id\":\"a\",\"timestamp\":1}",
                        "{\"user_id\":\"u\",\"action\":\"search\",\"query\":\"gel\",\"timestamp\":2}"));

        DataSetPage page = page();
        assertThat(page.distributions().eventsPerPeriod()).isEmpty();
        assertThat(page.conclusions()).anySatisfy(line -> assertThat(line).contains("channel fresh is off"))
                .noneSatisfy(line -> assertThat(line).contains("no searches"));
    }

    @Test
    void aCatalogueWithoutEventsIsDescribed() throws IOException {
        Files.write(folder.resolve("contents.jsonl"), List.of("{\"content_id\":\"a\"}"));

        assertThat(page().conclusions()).singleElement().asString().startsWith("There are no engagements");
    }
}
