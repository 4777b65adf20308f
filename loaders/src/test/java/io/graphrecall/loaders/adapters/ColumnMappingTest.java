package io.graphrecall.loaders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.DeadLetter;
import io.graphrecall.loaders.dataset.ReadOptions;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

class ColumnMappingTest {

    private static final Map<String, String> OWN = Map.of("user_id", "uid", "content_id", "iid", "action", "what",
            "timestamp", "ts", "contents.title", "name", "attributes.brand", "maker");

    @TempDir
    private Path folder;

    private final List<DeadLetter> letters = new ArrayList<>();

    private List<String> read(Map<String, String> mapping) {
        DataSetFolder data = DataSetFolder.open(
                folder, new ReadOptions(null, new ColumnMapping(mapping), 0.05), Clock.systemUTC());
        List<String> read = new ArrayList<>();
        data.contents(content -> read.add(content.id().key() + " " + content.description().title() + " "
                + new TreeMap<>(content.description().attributes())), letters::add);
        data.events(event -> read.add(event.user().key() + " " + event.action().wireName() + " "
                + event.target().key() + " " + event.at()), letters::add);
        return read;
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void readsCsvWithOtherColumnNames() throws IOException {
        write("contents.csv", "iid,name,maker\nc1,Gel,OPI\n");
        write("events.csv", "uid,iid,what,ts\nu1,c1,CLICK,1735725600\n");
        assertThat(read(OWN)).containsExactly("c1 Gel {brand=[OPI]}", "u1 click c1 2025-01-01T10:00:00Z");
        assertThat(letters).isEmpty();
    }

    @Test
    void readsFieldsOfObjectsAsColumns() throws IOException {
        write("contents.jsonl", """
                {"video":{"id":"c1","text":{"caption":"Gel"}},"author":{"uid":"a1","maker":"OPI"}}
                {"video":{"id":"c2","text":null},"video.id":"c3"}
                """);
        write("events.jsonl", """
                {"user":{"uid":7},"what":"click","obj":{"vid":"c1"},"ts":1735725600}
                {"user":{"uid":7},"what":"search","ctx":{"kw":"gel"},"ts":1735725600}
                """);
        assertThat(read(Map.of("contents.content_id", "video.id", "title", "video.text.caption", "author", "author.uid",
                "attributes.brand", "author.maker", "events.content_id", "obj.vid", "query", "ctx.kw", "user_id",
                "user.uid", "action", "what", "timestamp", "ts"))).containsExactly("c1 Gel {brand=[OPI]}", "c3 null {}",
                        "7 click c1 2025-01-01T10:00:00Z", "7 search gel 2025-01-01T10:00:00Z");
        assertThat(letters).isEmpty();
    }

    @Test
    void mappedFieldsOfObjectsAreNotKeptTwice() {
        ColumnMapping mapping = new ColumnMapping(Map.of("content_id", "video.id", "title", "video.text.caption",
                "description", "author.about", "author", "maker"));
        assertThat(mapping.renaming(RecordKind.CONTENTS).apply(StrictJson.parse("""
                {"video":{"id":"c1","text":{"caption":"Gel"},"seconds":9},"author":{"about":"Nails"},"maker":"a1"}""")))
                .isEqualTo(StrictJson
                        .parse("""
                                {"content_id":"c1","title":"Gel","description":"Nails","author":"a1","video":{"seconds":9}}"""));
        assertThat(mapping.renaming(RecordKind.CONTENTS).apply(StrictJson.parse("{\"video\":{\"id\":\"c2\"}}")))
                .isEqualTo(StrictJson.parse("{\"content_id\":\"c2\"}"));
    }

    @Test
    void readsAFieldOfTheObjectsOfAListAsAList() {
        ColumnMapping mapping = new ColumnMapping(Map.of("content_id", "id", "tags", "meta.tags.name"));
        assertThat(mapping.renaming(RecordKind.CONTENTS).apply(StrictJson.parse("""
                {"id":"c1","meta":{"tags":[{"id":1,"name":"gel"},{"id":2},{"id":3,"name":"red"}],"seconds":9}}""")))
                .isEqualTo(StrictJson.parse("""
                        {"content_id":"c1","tags":["gel","red"],"meta":{"seconds":9}}"""));
        String texts = "\"meta\":{\"tags\":[\"gel\"]}}";
        assertThat(mapping.renaming(RecordKind.CONTENTS).apply(StrictJson.parse("{\"id\":\"c2\"," + texts)))
                .isEqualTo(StrictJson.parse("{\"content_id\":\"c2\"," + texts));
    }

    @Test
    void readsAttributesFromColumnsOfNumbers() throws IOException {
        write("contents.jsonl", """
                {"content_id":"c1","price":99.5,"ad":true,"sizes":[36,"37"],"maker":null}
                {"content_id":"c2","price":{"cny":99}}
                """);
        assertThat(read(Map.of("attributes.price", "price", "attributes.ad", "ad", "attributes.size", "sizes",
                "attributes.brand", "maker"))).containsExactly("c1 null {ad=[true], price=[99.5], size=[36, 37]}");
        assertThat(letters).singleElement().extracting(DeadLetter::reason).asString()
                .isEqualTo("/attributes/price is an object, expected a list of strings");
    }

    @Test
    void readsTheLevelsOfACategoryFromColumnsOfTheirOwn() throws IOException {
        write("mapping.json", """
                {"contents":{"content_id":"iid","category":["一级类目","二级类目","三级类目"]},
                 "items":{"category":["cat.l1","cat.l2"]}}""");
        write("contents.csv", "iid,一级类目,二级类目,三级类目\nc1,美妆,护肤/面霜,\nc2,美妆,,面霜\nc3,,,\n");
        write("items.jsonl", "{\"item_id\":\"i1\",\"cat\":{\"l1\":\"Makeup\",\"l2\":null}}\n");
        List<String> read = new ArrayList<>();
        DataSetFolder data = DataSetFolder.open(
                folder, new ReadOptions(null, ColumnMapping.NONE, 0.05), Clock.systemUTC());
        data.contents(content -> read.add(content.description().category().toString()), letters::add);
        data.items(item -> read.add(item.description().category().toString()));
        assertThat(read).containsExactly("[美妆, 护肤/面霜]", "[美妆]", "[]", "[Makeup]");
        assertThat(letters).isEmpty();
    }

    @Test
    void aLevelOfACategoryWhoseColumnIsMissingIsNamed() throws IOException {
        write("contents.csv", "iid,l1\nc1,Makeup\n");
        assertThat(read(Map.of("contents.content_id", "iid", "contents.category.1", "l1", "contents.category.2", "l2")))
                .isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::reason).asString()
                .isEqualTo(
                        "is a header without column 'l2'; found columns 'iid', 'l1'; map columns of other names with "
                                + "--map category.2=COLUMN; the file is skipped");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            41.8      | 41800
            "41,8"    | 41800
            "0,04"    | 40
            "12"      | 12000
            0.0004    | 0
            ""        | null
            null      | null
            "1,234"   | /dwell_seconds is '1,234', expected a number of seconds such as 41.8
            "9 s"     | /dwell_seconds is '9 s', expected a number of seconds such as 41.8
            true      | /dwell_seconds is true, expected a number of seconds such as 41.8
            -1        | /dwell_ms is -1000, expected a whole number of 0 or more
            """)
    void readsDwellTimesInSeconds(String seconds, String expected) throws IOException {
        write("events.jsonl",
                "{\"user_id\":\"u\",\"content_id\":\"c\",\"action\":\"click\",\"timestamp\":\"2025-01-01\","
                        + "\"watched\":" + seconds + "}\n");
        List<String> dwellTimes = new ArrayList<>();
        DataSetFolder.open(folder, new ReadOptions(null, new ColumnMapping(Map.of("dwell_seconds", "watched")), 0.05),
                Clock.systemUTC())
                .events(event -> dwellTimes.add(String.valueOf(event.dwellMs())), letters::add);
        letters.forEach(letter -> dwellTimes.add(letter.reason()));
        assertThat(dwellTimes).containsExactly(expected);
    }

    @Test
    void aRecordWithoutARequiredColumnNamesTheFieldsOfItsObjects() throws IOException {
        write("contents.jsonl", "{\"video\":{\"id\":\"c1\",\"text\":{\"caption\":\"Gel\"}},\"tags\":[\"a\"],"
                + "\"authors\":[{\"name\":\"Ann\"}]}\n");
        assertThat(read(Map.of())).isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::reason).asString()
                .contains("found columns 'video.id', 'video.text.caption', 'tags', 'authors.name'; map columns");
    }

    @Test
    void readsActionsThatAreNumbersOfTheLog() throws IOException {
        write("contents.csv", "content_id,title\nc1,Gel\n");
        write("events.jsonl", "{\"user_id\":\"u1\",\"content_id\":\"c1\",\"what\":1,\"timestamp\":\"2025-01-01\"}\n");
        assertThat(read(Map.of("action", "what", "action.1", "click"))).containsExactly("c1 Gel {}",
                "u1 click c1 2025-01-01T00:00:00Z");
        assertThat(letters).isEmpty();
    }

    @Test
    void readsActionsInWordsOfTheLog() throws IOException {
        Map<String, String> words = Map.of("action", "what", "action.Read", "click", "events.action.a b", "favourite");
        write("contents.csv", "content_id,title\nc1,Gel\n");
        write("events.csv", "user_id,content_id,what,timestamp\nu1,c1,READ,2025-01-01\nu2,c1, a b,2025-01-01\n"
                + "u3,c1,like,2025-01-01\nu4,c1,scroll,2025-01-01\n");
        assertThat(read(words)).containsExactly("c1 Gel {}", "u1 click c1 2025-01-01T00:00:00Z",
                "u2 favourite c1 2025-01-01T00:00:00Z", "u3 like c1 2025-01-01T00:00:00Z");
        assertThat(letters).singleElement().extracting(DeadLetter::reason).asString().contains("scroll");
        assertThatThrownBy(() -> new ColumnMapping(Map.of("action.Read", "clik")))
                .hasMessageStartingWith(
                        "column mapping: 'action.Read' is 'clik', which is no action; use one of impression, ");
        assertThatThrownBy(() -> new ColumnMapping(Map.of("action.", "click"))).hasMessageContaining("is no field");
        assertThatThrownBy(() -> new ColumnMapping(Map.of("contents.action.Read", "click")))
                .hasMessageContaining("is no field");
    }

    @Test
    void leavesOutEventsWithIgnoredActions() throws IOException {
        write("contents.csv", "content_id,title\nc1,Gel\n");
        write("events.csv", "user_id,content_id,action,timestamp\nu1,c1,click,2025-01-01\nu1,,Login,2025-01-01\n"
                + "u1,,login ,not a time\nu1,c1,scroll,2025-01-01\nu2,c1,click,2025-01-02\n");
        Map<String, String> ignored = Map.of("action.login", "ignore");
        assertThat(read(ignored)).containsExactly("c1 Gel {}", "u1 click c1 2025-01-01T00:00:00Z",
                "u2 click c1 2025-01-02T00:00:00Z");
        assertThat(letters).singleElement().extracting(DeadLetter::reason).asString().contains("scroll");
        DataSetFolder data = DataSetFolder.open(
                folder, new ReadOptions(null, new ColumnMapping(ignored), 0.05), Clock.systemUTC());
        assertThat(DataSetLoader.check(data, 0, Progress.NONE).lines())
                .contains("events.csv: 5 read, 2 left out by the sample or the mapping, 1 dead letter");
    }

    @Test
    void readsStatusInWordsOfTheData() throws IOException {
        write("contents.csv", "content_id,状态\nc1,上架\nc2,下架\nc3,active\n");
        Map<String, String> words = Map.of("status", "状态", "status.上架", "active", "contents.status.下架", "hidden");
        DataSetFolder data = DataSetFolder.open(
                folder, new ReadOptions(null, new ColumnMapping(words), 0.05), Clock.systemUTC());
        List<String> read = new ArrayList<>();
        data.contents(content -> read.add(content.description().status().wireName()), letters::add);
        assertThat(read).containsExactly("active", "hidden", "active");
        assertThat(letters).isEmpty();
        assertThatThrownBy(() -> new ColumnMapping(Map.of("status.上架", "on")))
                .hasMessage("column mapping: 'status.上架' is 'on', which is no status; use one of active, hidden");
    }

    @Test
    void theActionDecidesWhatAColumnOfSeveralTargetsIs() throws IOException {
        write("events.jsonl", """
                {"user_id":"u","obj":"n1","action":"CLICK","timestamp":"2025-01-01","event_id":""}
                {"user_id":"u","obj":"s1","action":"buy","timestamp":"2025-01-01"}
                {"user_id":"u","obj":"","query":"gel","action":"search","timestamp":"2025-01-01"}
                """);
        assertThat(read(Map.of("content_id", "obj", "item_id", "obj", "action.buy", "purchase"))).containsExactly(
                "u click n1 2025-01-01T00:00:00Z", "u purchase s1 2025-01-01T00:00:00Z",
                "u search gel 2025-01-01T00:00:00Z");
        assertThat(letters).isEmpty();
    }

    @Test
    void anEmptyTextIsAbsentUnlessItMakesAnotherEvent() {
        assertThat(new ColumnMapping(Map.of()).renaming(RecordKind.EVENTS).apply(StrictJson.parse(
                "{\"user_id\":\"u\",\"action\":\"click\",\"content_id\":\"c\",\"item_id\":\"\",\"scene\":\"\",\"timestamp\":1}"))
                .toString())
                .isEqualTo(
                        "{\"user_id\":\"u\",\"action\":\"click\",\"content_id\":\"c\",\"scene\":\"\",\"timestamp\":1}");
    }

    @Test
    void aRecordThatHasTheFieldsNeedsNoRenaming() {
        String record = "{\"user_id\":\"u\",\"action\":\"click\",\"content_id\":\"c\",\"timestamp\":1}";

        assertThat(new ColumnMapping(Map.of("user_id", "uid")).renaming(RecordKind.EVENTS)
                .apply(StrictJson.parse(record)).toString()).isEqualTo(record);
    }

    @Test
    void aColumnThatIsMappedToOneTargetStaysThat() {
        assertThat(new ColumnMapping(Map.of("content_id", "item_id")).renaming(RecordKind.EVENTS)
                .apply(StrictJson.parse(
                        "{\"user_id\":\"u\",\"action\":\"purchase\",\"item_id\":\"v1\",\"timestamp\":1}"))
                .has("content_id"))
                .isTrue();
    }

    @Test
    void readsJsonLinesWithOtherFieldNames() throws IOException {
        write("contents.jsonl", """
                {"iid":"c1","name":"Gel","maker":"OPI"}
                {"iid":"c2","maker":"OPI|Essie","attributes":{"size":["L"]}}
                {"iid":"c3","attributes.brand":"OPI","maker":null}
                {"iid":"c4","maker":"OPI","attributes":{"brand":["Essie"]}}
                """);
        write("events.jsonl", "{\"uid\":1,\"iid\":\"c1\",\"what\":\"click\",\"ts\":\"2025-01-01\"}\n");
        assertThat(read(OWN)).containsExactly("c1 Gel {brand=[OPI]}", "c2 null {brand=[OPI, Essie], size=[L]}",
                "1 click c1 2025-01-01T00:00:00Z");
        assertThat(letters).extracting(DeadLetter::reason).containsExactly(
                "/attributes.brand is given by two columns, its own and the one that is mapped to it",
                "/attributes.brand is given by two columns, its own and the one that is mapped to it");
    }

    @Test
    void renamingLeavesTheRecordAsItIs() {
        JsonNode record = StrictJson.parse("{\"iid\":\"c\",\"maker\":\"OPI\",\"attributes\":{\"size\":[\"L\"]}}");
        JsonNode original = record.deepCopy();
        JsonNode renamed = StrictJson.parse(
                "{\"content_id\":\"c\",\"attributes\":{\"size\":[\"L\"],\"brand\":[\"OPI\"]}}");
        for (int i = 0; i < 2; i++) {
            assertThat(new ColumnMapping(OWN).renaming(RecordKind.CONTENTS).apply(record)).isEqualTo(renamed);
            assertThat(record).isEqualTo(original);
        }
    }

    @Test
    void readsParquetWithOtherColumnNames() throws IOException {
        Files.copy(Path.of("src/test/resources/parquet/events.parquet"), folder.resolve("events.parquet"));
        DataSetFolder data = DataSetFolder.open(folder,
                new ReadOptions(null, new ColumnMapping(Map.of("request_id", "scene")), 0.05), Clock.systemUTC());
        Set<String> requests = new HashSet<>();
        data.events(event -> {
            assertThat(event.scene()).isNull();
            requests.add(String.valueOf(event.requestId()));
        }, letters::add);
        assertThat(requests).contains("feed");
        assertThat(letters).hasSize(1);
    }

    @Test
    void readsTheMappingOfTheFolder() throws IOException {
        write("mapping.json", "{\"user_id\":\"uid\",\"timestamp\":\"ts\",\"events\":{\"content_id\":\"iid\"}}");
        write("contents.csv", "content_id,title\nc1,Gel\n");
        write("events.csv", "uid,iid,action,time\nu1,c1,click,2025-01-01\n");
        assertThat(read(Map.of("timestamp", "time"))).containsExactly("c1 Gel {}", "u1 click c1 2025-01-01T00:00:00Z");
    }

    @Test
    void aHeaderWithoutTheColumnsNamesWhatIsMissingAndWhatIsThere() throws IOException {
        write("events.csv", "user,iid,what,time\nu1,c1,click,2025-01-01\n");
        assertThat(read(OWN)).isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::toString)
                .isEqualTo("events.csv line 1: is a header without columns 'uid', 'ts'; found columns 'user', 'iid', "
                        + "'what', 'time'; map columns of other names with --map user_id=COLUMN,timestamp=COLUMN; "
                        + "the file is skipped");
    }

    @Test
    void aFieldThatIsMappedForOtherFilesIsMappedForTheFileThatLacksIt() throws IOException {
        write("users.csv", "reader\nu1\n");
        write("events.csv", "member,content_id,action,timestamp\nu1,c1,click,2025-01-01\n");
        assertThat(read(Map.of("user_id", "reader"))).isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::toString).asString()
                .contains("without column 'reader'; found columns 'member'", "--map events.user_id=COLUMN;");
        assertThat(read(Map.of("user_id", "reader", "events.user_id", "member")))
                .containsExactly("u1 click c1 2025-01-01T00:00:00Z");
    }

    @Test
    void aHeaderOfEventsNeedsAColumnOfWhatTheUserActedOn() throws IOException {
        write("events.csv", "user_id,news,action,timestamp\nu1,n1,click,2025-01-01\n");
        assertThat(read(Map.of())).isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::toString).asString()
                .startsWith("events.csv line 1: is a header without column 'content_id'")
                .contains("--map content_id=COLUMN");
        write("events.csv", "user_id,query,action,timestamp\nu1,gel,search,2025-01-01\n");
        assertThat(read(Map.of())).isNotEmpty();
    }

    @Test
    void anOptionalColumnThatTheOnlyFileOfItsFieldLacksIsAnError() throws IOException {
        write("contents.csv", "content_id,name\nc1,Gel\n");
        assertThat(read(Map.of("title", "nome"))).isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::toString).asString()
                .startsWith(
                        "contents.csv line 1: is a header without column 'nome'; found columns 'content_id', 'name'");
        write("items.csv", "item_id,nome\ni1,Gel\n");
        assertThat(read(Map.of("title", "nome"))).containsExactly("c1 null {}");
    }

    @Test
    void aRecordWithoutTheColumnsNamesWhatIsMissingAndWhatIsThere() throws IOException {
        write("events.jsonl", "{\"user\":1,\"iid\":\"c1\",\"what\":\"click\",\"ts\":\"2025-01-01\"}\n");
        assertThat(read(OWN)).isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::reason)
                .isEqualTo("is a record without column 'uid'; found columns 'user', 'iid', 'what', 'ts'; "
                        + "map columns of other names with --map user_id=COLUMN");
        letters.clear();
        assertThat(read(Map.of())).isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::reason).asString()
                .isEqualTo("is a record without columns 'user_id', 'action', 'timestamp'; found columns 'user', 'iid', "
                        + "'what', 'ts'; map columns of other names with --map "
                        + "user_id=COLUMN,action=COLUMN,timestamp=COLUMN");
    }

    @Test
    void aColumnWithoutAValueIsNoMissingColumn() throws IOException {
        write("events.jsonl", "{\"uid\":null,\"iid\":\"c1\",\"what\":\"click\",\"ts\":\"2025-01-01\"}\n");
        assertThat(read(OWN)).isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::reason).isEqualTo("/user_id is missing");
    }

    @Test
    void twoColumnsForOneFieldAreRejected() throws IOException {
        write("events.csv", "uid,user_id,iid,what,ts\nu1,u2,c1,click,2025-01-01\n");
        assertThat(read(OWN)).isEmpty();
        assertThat(letters).singleElement().extracting(DeadLetter::reason).asString()
                .startsWith("/user_id is given by two columns");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usr     | uid | column mapping: 'usr' is no field of the data format
            tags.x  | t   | column mapping: 'tags.x' is no field of the data format
            """)
    void anUnknownFieldIsRefused(String field, String column, String message) {
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> new ColumnMapping(Map.of(field, column)))
                .withMessageStartingWith(message).withMessageContaining("the fields are action, ");
    }

    @Test
    void aColumnIsMappedOnce() throws IOException {
        write("contents.csv", "iid\nc1\n");
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> read(Map.of("contents.content_id", "iid", "contents.title", "iid")))
                .withMessageStartingWith("column mapping: column 'iid' of contents is mapped to ");
    }

    @Test
    void aForeignLayoutHasNoMapping() throws IOException {
        write("news.tsv", "");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> read(OWN))
                .withMessage("a column mapping needs layout recall, but " + folder + " has layout mind");
        assertThat(Layout.MIND.unread(folder)).isNull();
        write("mapping.json", "{\"user_id\":\"uid\"}");
        assertThat(Layout.MIND.unread(folder))
                .isEqualTo("mapping.json in " + folder + " is not read, because the columns of "
                        + "layout mind have fixed names; rename them in the files");
    }
}
