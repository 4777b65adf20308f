package io.graphrecall.loaders.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.loaders.source.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Any defect affects only its own line, and the dead letter names the line and the reason. */
class DefectsTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    /** Line with apostrophes instead of double quotes, and the expected reason. */
    private record Defect(String line, String reason) {}

    private static final List<Defect> CONTENTS = List.of(
            new Defect("{'content_id':'x'",
                    "is not JSON: Unexpected end-of-input: expected close marker for Object (column 18)"),
            new Defect("nonsense", "is not JSON: Unrecognized token 'nonsense' (column 9)"),
            new Defect("{'content_id':'x'} {}",
                    "is not JSON: Trailing token (of type START_OBJECT) found after value (column 20)"),
            new Defect("{'content_id':'x','content_id':'y'}", "is not JSON: Duplicate field 'content_id' (column 31)"),
            new Defect("{'content_id':'x',}", "is not JSON: Unexpected character ('}' (code 125)) (column 19)"),
            new Defect("{'content_id':'x'} // why", "is not JSON: Unexpected character ('/' (code 47)) (column 20)"),
            new Defect("{content_id:'x'}", "is not JSON: Unexpected character ('c' (code 99)) (column 2)"),
            new Defect("{`content_id`:`x`}", "is not JSON: Unexpected character (''' (code 39)) (column 2)"),
            new Defect("{'content_id':'x','price':NaN}", "is not JSON: Non-standard token 'NaN' (column 30)"),
            new Defect("{'content_id':'x\ty'}",
                    "is not JSON: Illegal unquoted character ((CTRL-CHAR, code 9)) (column 17)"),
            new Defect("[1]", "is a list, expected an object"),
            new Defect("'x'", "is a string, expected an object"),
            new Defect("7", "is a number, expected an object"),
            new Defect("null", "is null, expected an object"),
            new Defect("{'title':'nameless'}", "/content_id is missing"),
            new Defect("{'content_id':null}", "/content_id is missing"),
            new Defect("{'content_id':' '}", "/content_id is blank"),
            new Defect("{'content_id':7.5}", "/content_id is a number, expected a string"),
            new Defect("{'content_id':'" + "x".repeat(1025) + "'}",
                    "/content_id has 1025 characters, at most 1024 are allowed"),
            new Defect("{'content_id':'\\ud800'}", "/content_id contains an unpaired surrogate"),
            new Defect("{'content_id':'x','\\u0000':1}", "/\0 has the control character U+0000 in its name"),
            new Defect("{'content_id':'x','title':['t']}", "/title is a list, expected a string"),
            new Defect("{'content_id':'x','category':7}", "/category is a number, expected a list of strings"),
            new Defect("{'content_id':'x','category':['A',1]}", "/category/1 is a number, expected a string"),
            new Defect("{'content_id':'x','category':['A\\u001fB']}",
                    "/category contains the control character U+001F: 'A\u001fB'"),
            new Defect("{'content_id':'x','attributes':['red']}", "/attributes is a list, expected an object"),
            new Defect("{'content_id':'x','attributes':{'a/b':'OPI'}}",
                    "/attributes/a~1b is a string, expected a list of strings"),
            new Defect("{'content_id':'x','tags':['a',' ']}", "/tags/1 is blank"),
            new Defect("{'content_id':'x','published_at':'01/05/2026'}",
                    "/published_at is not an ISO-8601 time: '01/05/2026'"),
            new Defect("{'content_id':'x','published_at':'2026-02-30'}",
                    "/published_at is not an ISO-8601 time: '2026-02-30'"),
            new Defect("{'content_id':'x','expires_at':999999999999999}",
                    "/expires_at is outside the years 1 to 9999: 999999999999999 (microseconds? divide by 1,000)"),
            new Defect("{'content_id':'x','status':'gone'}", "/status is 'gone', expected one of active, hidden"),
            new Defect("{'content_id':'x','media':{'cover':'/etc/passwd'}}",
                    "/media/cover is '/etc/passwd', expected a path within the data-set folder"),
            new Defect("{'content_id':'x','media':{'frames':['a/../../b']}}",
                    "/media/frames/0 is 'a/../../b', expected a path within the data-set folder"),
            new Defect("{'content_id':'x','vectors':{'clip':[1,'2']}}",
                    "/vectors/clip contains \"2\" at index 1, expected a finite number"),
            new Defect("{'content_id':'x','vectors':{'clip':[null]}}",
                    "/vectors/clip contains null at index 0, expected a finite number"),
            new Defect("{'content_id':'x','vectors':{'a b':[1]}}",
                    "/vectors/a b is not a valid embedding space name: use letters, digits, '_' and '-', and a letter or digit at the end"),
            new Defect("{'title':1,'tags':2,'status':'x'}",
                    "/content_id is missing; /title is a number, expected a string; /tags is a number, expected a list of strings; /status is 'x', expected one of active, hidden"));

    private static final List<Defect> EVENTS = List.of(
            new Defect("{}", "/user_id is missing; /action is missing; /timestamp is missing"),
            new Defect("{'user_id':'u','action':'fly','content_id':'c','timestamp':1}",
                    "/action is 'fly', expected one of impression, click, play, like, share, favourite, comment, skip, "
                            + "dislike, search, view, cart, purchase"),
            new Defect("{'user_id':'u','action':'Clicked','content_id':'c','timestamp':1}",
                    "/action is 'Clicked', expected one of impression, click, play, like, share, favourite, comment, skip, dislike, search, view, cart, purchase"),
            new Defect("{'user_id':'u','action':'click','timestamp':1}", "/content_id is missing"),
            new Defect("{'user_id':'u','action':'click','content_id':'c','item_id':'i','timestamp':1}",
                    "/item_id is not allowed for action click, which requires content_id"),
            new Defect("{'user_id':'u','action':'view','content_id':'c','timestamp':1}",
                    "/content_id is not allowed for action view, which requires item_id; /item_id is missing"),
            new Defect("{'user_id':'u','action':'search','query':'  ','timestamp':1}", "/query is blank"),
            new Defect("{'user_id':'u','action':'click','content_id':'c'}", "/timestamp is missing"),
            new Defect("{'user_id':'u','action':'click','content_id':'c','timestamp':'2026-06-02T00:00:00.001Z'}",
                    "/timestamp is more than one day in the future: 2026-06-02T00:00:00.001Z"),
            new Defect("{'user_id':'u','action':'click','content_id':'c','timestamp':1.5}",
                    "/timestamp is 1.5, expected a whole number of milliseconds"),
            new Defect("{'user_id':'u','action':'click','content_id':'c','timestamp':true}",
                    "/timestamp is a boolean, expected an ISO-8601 string or a number of milliseconds"),
            new Defect("{'user_id':'u','action':'click','content_id':'c','timestamp':'2026'}",
                    "/timestamp is not an ISO-8601 time: '2026'"),
            new Defect("{'user_id':'u','action':'click','content_id':'c','timestamp':1,'dwell_ms':-1}",
                    "/dwell_ms is -1, expected a whole number of 0 or more"),
            new Defect("{'user_id':'u','action':'click','content_id':'c','timestamp':1,'dwell_ms':'9 s'}",
                    "/dwell_ms is '9 s', expected a whole number"),
            new Defect("{'user_id':'u','action':'click','content_id':'c','timestamp':1,'scene':{}}",
                    "/scene is an object, expected a string"),
            new Defect("{'event_id':' ','user_id':'u','action':'click','content_id':'c','timestamp':1}",
                    "/event_id is blank"),
            new Defect("{'event_id':'" + "e".repeat(1025)
                    + "','user_id':'u','action':'click','content_id':'c','timestamp':1}",
                    "/event_id has 1025 characters, at most 1024 are allowed"));

    private static final List<Defect> USERS = List.of(
            new Defect("{'user_id':'x','follows':7}", "/follows is a number, expected a list of strings"),
            new Defect("{'user_id':'x','profile':'old'}", "/profile is a string, expected an object"));

    private static final List<Defect> TAGS = List.of(
            new Defect("{'tag':'x','parent':'x'}", "/parent is the tag itself"),
            new Defect("{'tag':'x','synonyms':['']}", "/synonyms/0 is blank"));

    private static final List<Defect> CATEGORIES = List.of(
            new Defect("{'category':[]}", "/category is an empty path"),
            new Defect("{'category':['A'],'domain':'shop'}", "/domain is 'shop', expected one of content, item"));

    /** Unusual but valid contents. */
    private static final List<String> VALID_CONTENTS = List.of(
            "{'content_id':'a/b?c=d&e#f %2F','title':'/'}", "{'content_id':'\\'quoted\\' \\\\'}",
            "{'content_id':'💅🏽 猫 ﷽','title':'👩‍👩‍👧'}",
            "{'content_id':'cypher','title':'\\'}) DETACH DELETE n //','}) DETACH DELETE n //':'`'}",
            "{'content_id':'nul','title':'\\u0000'}",
            "{'content_id':'deep','x':" + "[".repeat(500) + "]".repeat(500) + "}",
            "{'content_id':'big','x':123456789012345678901234567890}", "{'content_id':'crlf'}\r",
            "  {'content_id':'spaces'}  ");

    @TempDir
    private Path folder;

    @Test
    void defectsOfContents() throws IOException {
        read(RecordKind.CONTENTS, CONTENTS, "{'content_id':'good %d'}");
    }

    @Test
    void defectsOfEvents() throws IOException {
        read(RecordKind.EVENTS, EVENTS,
                "{'event_id':'good %d','user_id':'u','action':'click','content_id':'c','timestamp':1}");
    }

    @Test
    void defectsOfUsersAndTaxonomies() throws IOException {
        read(RecordKind.USERS, USERS, "{'user_id':'good %d'}");
        read(RecordKind.TAGS, TAGS, "{'tag':'good %d'}");
        read(RecordKind.CATEGORIES, CATEGORIES, "{'category':['good %d']}");
    }

    @Test
    void thereAreSixtyOneDefects() {
        assertThat(CONTENTS.size() + EVENTS.size() + USERS.size() + TAGS.size() + CATEGORIES.size()).isEqualTo(61);
    }

    @Test
    void unusualButValidRecordsAreRead() throws IOException {
        Files.writeString(folder.resolve("contents.jsonl"), "\ufeff" + quoted(String.join("\n", VALID_CONTENTS)));
        List<String> ids = new ArrayList<>();
        DataSetFolder.open(folder, NOW).contents(content -> ids.add(content.id().key()), letter -> {
            throw new AssertionError(letter);
        });
        assertThat(ids).containsExactly("a/b?c=d&e#f %2F", "'quoted' \\".replace('\'', '"'), "💅🏽 猫 ﷽", "cypher",
                "nul",
                "deep", "big", "crlf", "spaces");
    }

    @Test
    void defectsOfBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(utf8("{'content_id':'good 1'}\n"));
        bytes.write(utf8("{'content_id':'?'}\n").clone());
        byte[] latin = bytes.toByteArray();
        latin[latin.length - 5] = (byte) 0xe4;
        bytes.reset();
        bytes.write(latin);
        bytes.write(utf8("{'content_id':'good 2'}\n\0\0\0\n{'content_id':'" + "x".repeat(10 << 20)
                + "'}\n{'content_id':'good 3'}"));
        Files.write(folder.resolve("contents.jsonl"), bytes.toByteArray());

        assertThat(contents()).containsExactly("good 1", "contents.jsonl line 2: is not UTF-8", "good 2",
                "contents.jsonl line 4: is not JSON: Illegal character ((CTRL-CHAR, code 0)) (column 2)",
                "contents.jsonl line 5: is longer than 10485760 bytes", "good 3");
    }

    @Test
    void defectsOfFiles() throws IOException {
        Files.write(folder.resolve("contents.jsonl"), "{\"content_id\":\"x\"}\n".getBytes(StandardCharsets.UTF_16));
        assertThat(contents())
                .containsExactly("contents.jsonl line 1: is the start of a file that is not UTF-8 "
                        + "(probably UTF-16); the file is skipped, convert it to UTF-8");

        Files.delete(folder.resolve("contents.jsonl"));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            text.append("{\"content_id\":\"c").append(i * 7919 % 3001).append("\"}\n");
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.toString().getBytes(UTF_8));
        }
        Files.write(folder.resolve("contents.jsonl.gz"),
                java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        List<String> read = contents();
        assertThat(read.removeLast()).isEqualTo("contents.jsonl.gz line " + (read.size() + 1)
                + ": is where the file ends unexpectedly: Unexpected end of ZLIB input stream");
        assertThat(read).hasSizeBetween(1_000, 2_000).startsWith("c0", "c1917");

        Files.delete(folder.resolve("contents.jsonl.gz"));
        Files.writeString(folder.resolve("contents.csv"), "content_id^title\nc1^one\n");
        assertThat(contents())
                .containsExactly("contents.csv line 1: is a header without column 'content_id'; found column "
                        + "'content_id^title'; map columns of other names with --map content_id=COLUMN; the expected "
                        + "separator is ','; the file is skipped");
    }

    @Test
    void aHeaderInAWesternEncodingIsNotTakenForChinese() throws IOException {
        for (String header : List.of("ArtikelNr;Größe", "ArtikelNr;Veröffentlicht", "Référence;Éditeur")) {
            Files.write(folder.resolve("contents.csv"), header.getBytes(Charset.forName("windows-1252")));
            assertThat(contents())
                    .containsExactly("contents.csv line 1: is not UTF-8, but probably WINDOWS-1252; convert "
                            + "the file: iconv -f WINDOWS-1252 -t UTF-8 contents.csv > converted.tmp "
                            + "&& mv converted.tmp contents.csv");
        }
    }

    @Test
    void aLetterOfUtf8ThatWasCutIsNotTakenForAnotherEncoding() throws IOException {
        byte[] cut = "{'content_id':'na~ve'}".replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        cut[17] = (byte) 0xc3;
        Files.write(folder.resolve("contents.jsonl"), cut);
        assertThat(contents()).containsExactly("contents.jsonl line 1: is not UTF-8");
    }

    @Test
    void aHeaderThatIsNotUtf8IsTheOnlyDefectOfItsFile() throws IOException {
        Files.write(folder.resolve("contents.csv"),
                "content_id,标题\na,烟酰胺\nb,抗老\n".getBytes(Charset.forName("GB18030")));
        assertThat(contents()).containsExactly("contents.csv line 1: is not UTF-8, but probably GB18030; convert the "
                + "file: iconv -f GB18030 -t UTF-8 contents.csv > converted.tmp && mv converted.tmp contents.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contents.csv", "contents.csv.gz"})
    void theSuggestedCommandConvertsTheFile(String name) throws Exception {
        Path file = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write("content_id,标题\na,烟酰胺\n".getBytes(Charset.forName("GB18030")));
        }
        String message = contents().getFirst();
        String command = message.substring(message.indexOf("convert the file: ") + "convert the file: ".length());

        Process shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).inheritIO().start();

        assertThat(shell.waitFor()).as(command).isZero();
        assertThat(contents()).containsExactly("a");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void defectsOfCsvRows() throws IOException {
        Files.writeString(folder.resolve("contents.csv"),
                """
                        content_id,title,tags
                        good 1,"a ""quoted"" one",x|y
                        bad,too few
                        bad,too,many,columns
                        bad,"never closed,
                        good 2,,
                        bad,"closed" and more,
                        bad,,[1]
                        ,nameless,
                        good 3,"over
                        two lines",
                        """);
        assertThat(contents()).containsExactly("good 1", "contents.csv line 3: has 2 columns, but the header has 3",
                "contents.csv line 4: has 4 columns, but the header has 3",
                "contents.csv line 5: has text after a closing quote", "good 2",
                "contents.csv line 7: has text after a closing quote",
                "contents.csv line 8: /tags/0 is a number, expected a string",
                "contents.csv line 9: /content_id is missing",
                "good 3");
    }

    /** Reads a file with a valid line before, between and after the defects. */
    private void read(RecordKind kind, List<Defect> defects, String good) throws IOException {
        StringBuilder file = new StringBuilder(good.formatted(0));
        List<String> expected = new ArrayList<>(List.of("good 0"));
        for (int i = 0; i < defects.size(); i++) {
            file.append('\n').append(defects.get(i).line()).append('\n').append(good.formatted(i + 1));
            expected.add(kind.stem() + ".jsonl line " + (2 * i + 2) + ": " + defects.get(i).reason());
            expected.add("good " + (i + 1));
        }
        Files.writeString(folder.resolve(kind.stem() + ".jsonl"), quoted(file.toString()));
        assertThat(read(kind)).containsExactlyElementsOf(expected);
    }

    private List<String> read(RecordKind kind) {
        List<String> read = new ArrayList<>();
        DataSetFolder data = DataSetFolder.open(folder, NOW);
        RecordListener listener = letter -> read.add(letter.toString());
        switch (kind) {
            case CONTENTS -> data.contents(content -> read.add(content.id().key()), listener);
            case VECTORS -> data.read(RecordType.VECTORS, line -> read.add(line.record().content().key()), listener);
            case EVENTS -> data.events(event -> read.add(event.id()), listener);
            case USERS -> data.read(RecordType.USERS, line -> read.add(line.record().id().key()), listener);
            case TAGS -> data.read(RecordType.TAGS, line -> read.add(line.record().tag().key()), listener);
            case CATEGORIES ->
                data.read(RecordType.CATEGORIES, line -> read.add(line.record().category().name()), listener);
            case ITEMS -> data.read(RecordType.ITEMS, line -> read.add(line.record().id().key()), listener);
        }
        return read;
    }

    private List<String> contents() {
        return read(RecordKind.CONTENTS);
    }

    private static String quoted(String text) {
        return text.replace('\'', '"').replace('`', '\'');
    }

    private static byte[] utf8(String text) {
        return quoted(text).getBytes(UTF_8);
    }
}
