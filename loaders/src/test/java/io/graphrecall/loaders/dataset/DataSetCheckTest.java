package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.graphrecall.loaders.adapters.ColumnMapping;
import io.graphrecall.loaders.parquet.Column;
import io.graphrecall.loaders.parquet.ColumnType.ListOf;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import io.graphrecall.loaders.parquet.ParquetFile;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

class DataSetCheckTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    private static final String PUBLISHED = ",'published_at':'2020-01-01'";
    /** Rest of the warning after the number of contents. */
    private static final String WITHOUT_TIME = " without published_at: channel fresh, lists of the latest contents and "
            + "filters by age leave them out, and an evaluation cannot tell how new they are; add the field, or map it with "
            + "--map published_at=COLUMN";

    @TempDir
    private Path folder;

    @Test
    void countsRecordsFieldsAndActions() throws IOException {
        write("users.jsonl", "{'user_id':'u1'}", "{'user_id':'u1','profile':{'a':1}}");
        write("contents.jsonl", "{'content_id':'c1','title':'t','tags':['x'],'vectors':{'clip':[1]},'price':1}",
                "{'content_id':'c2','status':'hidden','category':['A']}", "{'content_id':''}");
        write("events.jsonl", "{'user_id':'u1','action':'click','content_id':'c1','timestamp':5,'scene':'feed'}",
                "{'user_id':'u1','action':'click','content_id':'c9','timestamp':3,'dwell_ms':1,'rating':5}",
                "{'user_id':'u2','action':'search','query':'gel','timestamp':9}", "nonsense", "more nonsense");
        CheckReport report = check(2, Progress.NONE);

        assertThat(report.summary().files()).containsExactly(
                entry(RecordKind.USERS, new FileCounts(2, 0, 0, 0, 1, 0, 0, 0)),
                entry(RecordKind.CONTENTS, new FileCounts(3, 0, 0, 0, 0, 0, 0, 1)),
                entry(RecordKind.EVENTS, new FileCounts(5, 0, 0, 0, 0, 0, 0, 2)));
        assertThat(report.profile().contentFields()).containsOnly(entry("title", 1L), entry("tags", 1L),
                entry("vector clip", 1L), entry("extra field price", 1L), entry("status hidden", 1L),
                entry("category", 1L));
        assertThat(report.profile().actions()).containsOnly(entry(Action.CLICK, 2L), entry(Action.SEARCH, 1L));
        assertThat(report.lines()).containsExactly("users.jsonl: 2 read, 1 replaced by a later one",
                "contents.jsonl: 3 read, 1 dead letter", "events.jsonl: 5 read, 2 dead letters",
                "contents.jsonl: 1 of 3 records rejected (33.3 %)", "events.jsonl: 2 of 5 records rejected (40 %)",
                "unknown field events.jsonl rating: on 1 record",
                "contents with category 50 %, extra field price 50 %, status hidden 50 %, tags 50 %, title 50 %, vector clip "
                        + "50 %",
                "events: 2 click, 1 search", "events with dwell_ms 33.3 %, scene 33.3 %",
                "time: 1970-01-01T00:00:00.003Z to 1970-01-01T00:00:00.009Z",
                "users in events: 2, events of each: median 1, maximum 2; 1 missing in the users file",
                "contents, items and queries in events: 3, events of each: median 1, maximum 1; 1 missing in the catalogue",
                "warning: 33 % of contents.jsonl cannot be used",
                "warning: 40 % of events.jsonl cannot be used",
                "warning: 3 events are before 1990; check the unit of the times",
                "warning: 1 content is mentioned by events only and not recalled unless the setting "
                        + "recall.eligibility.undescribed is true",
                "warning: 2 contents" + WITHOUT_TIME,
                "dead letter: contents.jsonl line 3: /content_id is missing",
                "dead letter: events.jsonl line 4: is not JSON: Unrecognized token 'nonsense' (column 9) (2 such records)");
    }

    @Test
    void rejectsWhatALoadRejectsBecauseOfOtherRecords() throws IOException {
        write("tags.jsonl", "{'tag':'a','parent':'b'}", "{'tag':'b','parent':'c'}", "{'tag':'c','parent':'a'}");
        Files.createDirectory(folder.resolve("vectors"));
        List<Column> columns = List.of(Column.required("content_id", Scalar.TEXT),
                Column.required("vector", new ListOf(Scalar.FLOAT)));
        try (ParquetFile vectors = ParquetFile.create(folder.resolve("vectors/clip.parquet"), columns)) {
            vectors.write("c", List.of(1f));
            vectors.write("unknown", List.of(1f));
            vectors.finish();
        }
        String cycle = "dead letter: tags.jsonl line 3: tag 'c' would be an ancestor of itself through 'a'";
        assertThat(check(5, Progress.NONE).lines()).as("the contents are in the graph")
                .filteredOn(line -> line.startsWith("dead letter")).containsExactly(cycle);

        write("contents.jsonl", "{'content_id':'c'}");
        assertThat(check(5, Progress.NONE).lines()).filteredOn(line -> line.startsWith("dead letter"))
                .containsExactly(cycle,
                        "dead letter: vectors/clip.parquet line 2: there is no record of content 'unknown'");
    }

    @Test
    void warnsAboutSuspiciousData() throws IOException {
        write("contents.jsonl", IntStream.range(0, 20).mapToObj(i -> "{'content_id':'c%d'%s%s}".formatted(i,
                i < 12 ? ",'title':'100 % untitled'" : "",
                switch (i) {
                    case 1 -> ",'vectors':{'clip':[1,2]},'media':{'cover':'no.jpg','frames':['a.jpg;b.jpg']}";
                    case 2 -> ",'vectors':{'clip':[1,2,3]},'expires_at':'2026-05-01'";
                    case 3 -> ",'published_at':'2027-01-01','expires_at':'2026-05-01'";
                    default -> "";
                })).toArray(String[]::new));
        write("events.jsonl", Stream.concat(IntStream.range(0, 30).mapToObj(i -> event("bot", "impression", "c1", 7)),
                IntStream.range(0, 20).mapToObj(i -> event("u" + i, "impression", "c" + i, 7))).toArray(String[]::new));

        assertThat(check(1, Progress.NONE).profile().warnings()).containsExactly(
                "60 % of the contents have the title '100 % untitled'",
                "8 contents have no title, description, category, attributes or tags, only behaviour",
                "1 content is published in the future", "10 % of the contents have expired",
                "2 media files of contents are missing, such as 'a.jpg;b.jpg'",
                "vectors clip of contents have different dimensions, from 2 to 3",
                "user 'bot' has 60 % of the events", "target 'Content c1' has 62 % of the events",
                "50 events are before 1990; check the unit of the times",
                "all events have the same time; models learn only from events with an earlier time; if the lines are in order, "
                        + "give each event its line number as timestamp, and set in dataset.json \"timestamps\": "
                        + "\"order-only\"",
                "no event is a positive engagement with a content; behaviour channels will recall nothing",
                "most users have a single event",
                "19 contents" + WITHOUT_TIME,
                "29 events without event_id duplicate an earlier one; each is counted, unless --unique is given");
    }

    @Test
    void warnsAboutTextsWithHtmlEntities() throws IOException {
        write("contents.jsonl", "{'content_id':'c1','title':'a &amp b, AT&T; R&D','description':'<p>a &amp; b</p>'}",
                "{'content_id':'c2','title':'Hats','attributes':{'brand':['L&#39;Oreal']}}",
                "{'content_id':'c3','categories':[['Hats'],['Caf&eacute;']]}");
        write("items.jsonl", "{'item_id':'i1','title':'Hats &amp; Caps'}");

        assertThat(check(1, Progress.NONE).profile().warnings()).startsWith(
                "2 contents have HTML entities, such as 'L&#39;Oreal'; write characters instead, by which users filter "
                        + "and search",
                "1 item has HTML entities, such as 'Hats &amp; Caps'; write characters instead, by which users filter "
                        + "and search");
    }

    @Test
    void warnsAboutAttributesWhoseNumbersHaveACommaOrACurrency() throws IOException {
        write("contents.jsonl", "{'content_id':'c1','attributes':{'price':['574,60'],'size':['3, 4'],'year':['1984']}}",
                "{'content_id':'c2','attributes':{'price':['1.384,29'],'size':['M'],'year':['1,984','1985']}}",
                "{'content_id':'c3','attributes':{'price':['?']}}");
        write("items.jsonl", "{'item_id':'i1','attributes':{'price':['¥1,299'],'size':['¥'],'year':['1984年']}}",
                "{'item_id':'i2','attributes':{'price':['199元'],'size':['3'],'year':['1985年']}}",
                "{'item_id':'i3','attributes':{'price':['¥ 475.00'],'size':['4'],'year':['1986年']}}");
        assertThat(check(1, Progress.NONE).profile().warnings()).filteredOn(warning -> warning.startsWith("attribute"))
                .containsExactly(
                        "attribute price of contents has numbers with a comma or a currency, such as '574,60', which "
                                + "channels read as words; write 1234.5",
                        "attribute price of items has numbers with a comma or a currency, such as '¥1,299', which "
                                + "channels read as words; write 1234.5");
    }

    @Test
    void warnsAboutEventsOfAUserWithoutOrderAndAboutMissingEvents() throws IOException {
        write("contents.jsonl", "{'content_id':'c1','title':'Hats'%s}".formatted(PUBLISHED),
                "{'content_id':'c2','title':'Nails'%s}".formatted(PUBLISHED));
        assertThat(check(1, Progress.NONE).profile().warnings())
                .containsExactly("there are no events; channels that start from behaviour recall nothing without them");

        long day = 1_700_000_000_000L;
        write("events.jsonl", event("a", "click", "c1", day), event("b", "click", "c1", day),
                event("a", "like", "c2", day), event("a", "click", "c1", day + 1), event("b", "click", "c1", day + 2));
        assertThat(check(1, Progress.NONE).profile().warnings()).as("20 %%").isEmpty();

        write("events.jsonl", event("a", "click", "c1", day), event("b", "click", "c1", day),
                event("a", "like", "c2", day), event("b", "click", "c1", day + 1),
                event("b", "impression", "c1", day + 1));
        assertThat(check(1, Progress.NONE).profile().warnings()).singleElement().asString()
                .startsWith("25 % of the engagements have the same time as the user's previous one; ");
    }

    @Test
    void aLikeAtTheTimeOfItsClickAndAClickAtTheTimeOfItsSearchAreNoReasonToNumberTheEvents() throws IOException {
        long day = 1_700_000_000_000L;
        write("contents.jsonl", "{'content_id':'c1','title':'Hats'%s}".formatted(PUBLISHED),
                "{'content_id':'c2','title':'Nails'%s}".formatted(PUBLISHED));
        write("events.jsonl", event("a", "click", "c1", day), event("a", "like", "c1", day),
                "{'user_id':'a','action':'search','query':'nails','timestamp':%d}".formatted(day + 1),
                event("a", "click", "c2", day + 1), event("a", "like", "c2", day + 1));
        assertThat(check(1, Progress.NONE).profile().warnings()).isEmpty();
    }

    @Test
    void mappedColumnsWithoutAValueAreNamed() throws IOException {
        write("contents.jsonl", "{'id':'c1','text':{'head':'One'},'section':{'main':'Sport'},'maker':'OPI'}");
        write("events.jsonl", "{'user_id':'u','action':'click','id':'c1','timestamp':1700000000000,'seconds':3}");
        write("mapping.json", "{'content_id':'id','title':'text.head','description':'text.haed','tags':'words',"
                + "'category':['section.main','section.sub'],'attributes.brand':'maker','attributes.colour':'color',"
                + "'dwell_seconds':'seconds','events.scene':'page'}");

        assertThat(check(1, Progress.NONE).profile().warnings()).filteredOn(line -> line.contains("is mapped to"))
                .containsExactly("attributes.colour is mapped to column 'color', in which no record has a value",
                        "description is mapped to column 'text.haed', in which no record has a value",
                        "events.scene is mapped to column 'page', in which no record has a value",
                        "tags is mapped to column 'words', in which no record has a value");
    }

    @Test
    void eachDefectIsShownOnceWithItsCountAndUnknownActionsAreNamed() throws IOException {
        write("events.jsonl", Stream.concat(
                IntStream.range(0, 40)
                        .mapToObj(i -> event("u" + i, i % 4 == 0 ? "KEEP" : "READ", "c1", 1_700_000_000_000L)),
                Stream.of(event("", "click", "c1", 1_700_000_000_000L))).toArray(String[]::new));

        assertThat(check(5, Progress.NONE).lines()).filteredOn(line -> line.startsWith("dead letter")).satisfiesExactly(
                line -> assertThat(line)
                        .startsWith("dead letter: events.jsonl line 1: /action is 'KEEP', expected one of")
                        .endsWith(" (40 such records)"),
                line -> assertThat(line).isEqualTo("dead letter: events.jsonl line 41: /user_id is missing"));
        assertThat(check(1, Progress.NONE).lines()).contains("dead letters not shown: 1",
                "warning: unknown values of action: READ 30, KEEP 10; say what each means, for example with --map "
                        + "action.READ=click, or ignore");
    }

    @Test
    void recordsOfDifferentColumnsThatLackTheSameOnesHaveOneDefect() throws IOException {
        write("events.jsonl", "{'uid':'u','action':'click','timestamp':1}",
                "{'uid':'u','page':'p','action':'click','timestamp':1}");
        assertThat(check(5, Progress.NONE).lines()).filteredOn(line -> line.startsWith("dead letter: "))
                .containsExactly(
                        "dead letter: events.jsonl line 1: is a record without column 'user_id'; found columns "
                                + "'uid', 'action', 'timestamp'; map columns of other names with --map user_id=COLUMN "
                                + "(2 such records)");
    }

    @Test
    void warnsAboutDwellTimesInSeconds() throws IOException {
        write("events.jsonl", IntStream.range(0, 20).mapToObj(i -> event("u" + i, "click", "c1", 1_700_000_000_000L)
                .replace("}", ",'dwell_ms':%d}".formatted(10 * i))).toArray(String[]::new));

        assertThat(check(1, Progress.NONE).profile().warnings()).contains(
                "100 % of the dwell times are below one second; check that dwell_ms is in milliseconds");
    }

    @Test
    void aPathThatNoFileCanHaveRejectsItsLineOnly() throws IOException {
        write("contents.jsonl", "{'content_id':'a','title':'A','media':{'cover':'a\\u0000.jpg'}}",
                "{'content_id':'b','title':'B'}");

        assertThat(check(1, Progress.NONE).lines()).contains("contents.jsonl: 2 read, 1 dead letter",
                "dead letter: contents.jsonl line 1: /media/cover contains the control character U+0000");
    }

    @Test
    void warnsAboutContentsThatOnlyEventsMentionIfOthersAreDescribed() throws IOException {
        write("events.jsonl", event("u", "click", "a", 1_700_000_000_000L),
                event("u", "click", "bare", 1_700_000_000_001L));
        assertThat(check(1, Progress.NONE).profile().warnings()).isEmpty();

        write("contents.jsonl", "{'content_id':'a','title':'A'%s}".formatted(PUBLISHED));
        assertThat(check(1, Progress.NONE).profile().warnings())
                .containsExactly("1 content is mentioned by events only and not "
                        + "recalled unless the setting recall.eligibility.undescribed is true");
        assertThat(check(1, Progress.NONE).profile().undescribedContents()).isEqualTo(1);
    }

    @Test
    void warnsAboutEventsBeforeThePublicationOfTheirContent() throws IOException {
        write("contents.jsonl", "{'content_id':'late','title':'t','published_at':'2026-03-01'}",
                "{'content_id':'early','title':'u','published_at':'2026-01-01'}", "{'content_id':'any','title':'v'}");
        String event = "{'user_id':'u1','action':'click','content_id':'%s','timestamp':'2026-02-0%d'}";
        write("events.jsonl", event.formatted("late", 1), event.formatted("early", 2), event.formatted("any", 3),
                event.formatted("any", 4),
                "{'user_id':'u1','action':'search','query':'late','timestamp':'2026-02-05'}");
        String warning = "25 % of the events on contents are before the published_at of the content, when it cannot be "
                + "recalled";
        assertThat(check(0, Progress.NONE).profile().warnings()).contains(warning, "1 content" + WITHOUT_TIME);

        write("dataset.json", "{'timestamps':'order-only'}");
        CheckReport orderOnly = check(0, Progress.NONE);
        assertThat(orderOnly.profile().warnings()).doesNotContain(warning, "1 content" + WITHOUT_TIME);
        assertThat(orderOnly.lines())
                .contains("time: 2026-02-01T00:00:00Z to 2026-02-05T00:00:00Z, which give only an order");
    }

    @Test
    void aNormalDataSetHasNoWarning() throws IOException {
        write("contents.jsonl",
                IntStream.range(0, 20)
                        .mapToObj(i -> "{'content_id':'c%d','title':'title %d'%s}".formatted(i, i, PUBLISHED))
                        .toArray(String[]::new));
        write("events.jsonl", IntStream.range(0, 200)
                .mapToObj(i -> event("u" + i % 10, "click", "c" + i % 20, 1_700_000_000_000L + i))
                .toArray(String[]::new));
        assertThat(check(1, Progress.NONE).profile().warnings()).isEmpty();
    }

    @Test
    void theReportIsAvailableAsJson() throws IOException {
        write("events.jsonl", event("u", "click", "c", 1_700_000_000_000L), "nonsense");
        Map<String, Object> json = check(1, Progress.NONE).json();
        assertThat(json).containsEntry("records",
                Map.of("events", Map.of("files", "events.jsonl", "read", 2L, "replaced", 0L, "dead_letters", 1L)))
                .containsEntry("warnings", List.of("50 % of events.jsonl cannot be used"))
                .containsEntry("dead_letters", List.of(new DeadLetter("events.jsonl", 2, null,
                        "is not JSON: Unrecognized token 'nonsense' (column 9)", "nonsense", null)));
        assertThat(json.get("events")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("actions", Map.of("click", 1L)).containsEntry("first", "2023-11-14T22:13:20Z");
    }

    @Test
    void everyFileIsCountedByItself() throws IOException {
        write("movies.csv", "movieId,title,genres", "m,Film,Drama");
        write("ratings.csv", "user,movieId,rating,timestamp", "1,m,4.0,964982703", "2,m,2.5,964981247");
        write("tags.csv", Stream.concat(Stream.of("userId,movieId,tag,timestamp"),
                IntStream.range(0, 998).mapToObj(i -> i + ",m,fun,1139045764")).toArray(String[]::new));
        LoadSummary summary = check(1, Progress.NONE).summary();

        assertThat(summary.quality()).extracting(FileQuality::file, FileQuality::read, FileQuality::rejected)
                .containsExactly(tuple("movies.csv", 1L, 0L), tuple("ratings.csv", 2L, 2L),
                        tuple("tags.csv", 998L, 0L));
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> summary.requireUsable(0.05))
                .withMessage(
                        "ratings.csv: 2 of 2 records rejected (100 %), most often because line 2 /userId is missing; "
                                + "at most 5 % of a file may be rejected");
    }

    @Test
    void theMostFrequentReasonIgnoresValues() throws IOException {
        write("events.jsonl", "{}", event("u", "fly", "c", 7), event("u", "swim", "c", 7), event("u", "click", "c", 7));
        LoadSummary summary = check(1, Progress.NONE).summary();

        assertThat(summary.quality()).singleElement().satisfies(
                file -> assertThat(Objects.requireNonNull(file.mostFrequent()).line()).isEqualTo(2));
        summary.requireUsable(0.75);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> summary.requireUsable(0.745))
                .withMessageContaining("at most 74.5 % of a file");
    }

    @Test
    void aTruncatedFileIsUnusableHoweverMuchOfItCanBeRead() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            for (int i = 0; i < 2_000; i++) {
                String line = event("u" + i * 7919 % 1009, "click", "c" + i, i) + "\n";
                out.write(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.write(folder.resolve("events.jsonl.gz"), Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2));
        LoadSummary summary = check(1, Progress.NONE).summary();

        assertThat(summary.quality()).singleElement().satisfies(file -> {
            assertThat(file.rejected()).isEqualTo(1);
            assertThat(file.read()).isBetween(500L, 1_900L);
        });
        summary.requireUsable(1);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> summary.requireUsable(0.99))
                .withMessageMatching(
                        "events\\.jsonl\\.gz is not complete: line \\d+ is where the file ends unexpectedly: "
                                + "Unexpected end of ZLIB input stream; use the complete file, or --max-rejected 100 for its readable part");
    }

    @Test
    void unknownMetadataIsAWarning() throws IOException {
        write("dataset.json", "{'name':'mine','timestamp':'order-only','time_zone':'UTC'}");
        write("contents.jsonl", "{'content_id':'c'}");
        assertThat(check(1, Progress.NONE).lines()).contains("warning: dataset.json: unknown fields are ignored: "
                + "timestamp; the fields are name, timestamps, protocol, time_zone");
    }

    @Test
    void conversionsAreCounted() throws IOException {
        write("events.jsonl", event("u", "CLICK", "c", 1_700_000_000L), event("u", "click", " c ", 1_700_000_001L));
        CheckReport report = check(1, Progress.NONE);

        assertThat(report.lines()).contains("events.jsonl: 2 times in seconds were read as such",
                "events.jsonl: 1 actions in another letter case were read as lower case",
                "events.jsonl: 1 ids lost the blanks around them",
                "time: 2023-11-14T22:13:20Z to 2023-11-14T22:13:21Z");
        assertThat(report.json()).containsEntry("conversions", Map.of("events",
                Map.of("seconds", 2L, "blanks_around_id", 1L, "action_case", 1L)));
    }

    @Test
    void timesWithoutOffsetAreReadInTheZoneOfTheDataSet() throws IOException {
        write("contents.jsonl", "{'content_id':'c','published_at':'2026-01-01'}");
        write("events.jsonl", event("u", "click", "c", 0).replace("0}", "'2026/1/1 8:15'}"),
                event("u", "click", "c", 0).replace("0}", "'2026-01-01T00:20:00Z'}"), "{'user_id':'u','action':'fly',"
                        + "'timestamp':'20260101'}");
        assertThat(check(1, Progress.NONE).lines()).contains("time: 2026-01-01T00:20:00Z to 2026-01-01T08:15:00Z",
                "events.jsonl: 1 times without offset were read in UTC; for files in another zone, use --time-zone");

        write("dataset.json", "{'time_zone':'Asia/Shanghai'}");
        CheckReport report = check(1, Progress.NONE);
        assertThat(report.lines()).contains("time: 2026-01-01T00:15:00Z to 2026-01-01T00:20:00Z",
                "events.jsonl: 1 dates with slashes, such as 2026/11/01, were read as ISO-8601")
                .noneMatch(line -> line.contains("without offset"));
        assertThat(report.defects()).singleElement().extracting(defect -> defect.example().record()).asString()
                .contains("2026-01-01T00:00+08:00");

        write("dataset.json", "{'time_zone':'Asia/Beijing'}");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> check(1, Progress.NONE))
                .withMessageEndingWith(
                        "/time_zone is 'Asia/Beijing', expected a time zone such as Asia/Shanghai or +08:00");
    }

    @Test
    void equalEventsAreReadOnceIfTheyAreUnique() throws IOException {
        String line = event("u", "click", "c", 1_700_000_000_000L);
        write("events.jsonl", line, line, line.replace("}", ",'event_id':'1'}"));
        CheckReport report = DataSetLoader.check(DataSetFolder.open(
                folder, new ReadOptions(null, ColumnMapping.NONE, 0.05, null, true), NOW), 1, Progress.NONE);
        assertThat(report.lines()).contains("events.jsonl: 3 read, 1 equal to an earlier one", "events: 2 click",
                "no record is rejected")
                .noneMatch(text -> text.startsWith("warning: 1 event without event_id"));
    }

    @Test
    void codesOfActionsAndStatusesAreNamedAsWordsAre() throws IOException {
        write("contents.jsonl", "{'content_id':'c','status':1}");
        write("events.jsonl", "{'user_id':'u','action':9,'content_id':'c','timestamp':1700000000000}");
        assertThat(check(5, Progress.NONE).profile().warnings()).contains(
                "unknown values of action: 9 1; say what each means, for example with --map action.9=click, or ignore",
                "unknown values of status: 1 1; say what each means, for example with --map status.1=active");
    }

    @Test
    void filesThatAreNotReadAndUnknownStatusesAreNamed() throws IOException {
        write("contents.jsonl", "{'content_id':'c','status':'on'}");
        write("clicks.csv", "x");
        assertThat(check(1, Progress.NONE).profile().warnings()).contains(
                "unknown values of status: on 1; say what each means, for example with --map status.on=active",
                "clicks.csv in " + folder + " is not read; name the files of a data set tags, categories, users, "
                        + "contents, vectors, items, events as .jsonl, .csv, .tsv, their .gz or .parquet, or its parts "
                        + "events-1, events-2");
    }

    @Test
    void theCheckWritesNothing() throws IOException {
        write("events.jsonl", "nonsense");
        check(1, Progress.NONE);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("events.jsonl"));
        }
    }

    @Test
    void reportsProgressPerRecord() throws IOException {
        write("users.jsonl", "{'user_id':'u1'}", "{'user_id':'u1'}", "{'user_id':'u2'}");
        write("events.jsonl", "nonsense", event("u1", "click", "c1", 5));
        List<String> calls = new ArrayList<>();
        check(1, new Progress() {
            @Override
            public void begin(String task, long total) {
                calls.add(task + " " + total);
            }

            @Override
            public void advance(long steps) {
                calls.add("+" + steps);
            }

            @Override
            public void end(String outcome) {
                calls.add(outcome);
            }
        });
        assertThat(calls).containsExactly("users.jsonl 3", "+1", "+1", "+1", "done", "events.jsonl 2", "+1", "+1",
                "done");
    }

    private CheckReport check(int examples, Progress progress) {
        return DataSetLoader.check(DataSetFolder.open(folder, NOW), examples, progress);
    }

    private static String event(String user, String action, String content, long at) {
        return "{'user_id':'%s','action':'%s','content_id':'%s','timestamp':%d}".formatted(user, action, content, at);
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(folder.resolve(file), String.join("\n", lines).replace('\'', '"'));
    }
}
