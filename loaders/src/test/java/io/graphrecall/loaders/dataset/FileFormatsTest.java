package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.loaders.parquet.Column;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import io.graphrecall.loaders.parquet.ParquetFile;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A file gives the same records in every format. */
class FileFormatsTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Path PARQUET = Path.of("src/test/resources/parquet");

    @TempDir
    private Path folder;
    private final List<String> deadLetters = new ArrayList<>();

    @Test
    void contentsAreEqualInJsonCsvAndParquet() throws IOException {
        write("contents.jsonl",
                """
                        {"content_id":"c/1","title":"猫眼 \\"gel\\", 💅","description":"How","category":["Makeup","Nails"],"attributes":{"brand":["OPI","Essie"]},"tags":["gel","red"],"author":"17","published_at":"2026-01-01","expires_at":"2027-01-01","media":{"cover":"c.jpg"},"vectors":{"clip":[0.5,2]}}
                        {"content_id":"c2","title":"plain"}
                        {"content_id":"","title":"nameless"}
                        """);
        List<Content> json = contents();
        assertThat(json).hasSize(2);
        assertThat(deadLetters).containsExactly("contents.jsonl line 3: /content_id is missing");

        write("contents.csv",
                """
                        content_id,title,description,category,attributes.brand,tags,author,published_at,expires_at,media.cover,vectors.clip
                        c/1,"猫眼 ""gel"", 💅",How,Makeup|Nails,OPI|Essie,gel | red,17,2026-01-01,1798761600000,c.jpg,0.5|2
                        c2,plain,,,,,,,,,
                        ,nameless,,,,,,,,,
                        """);
        assertThat(contents()).usingRecursiveComparison().isEqualTo(json);
        assertThat(deadLetters).containsExactly("contents.csv line 4: /content_id is missing");

        write("contents.csv",
                """
                        content_id,title,description,category,attributes,tags,author,published_at,expires_at,media,vectors
                        c/1,"猫眼 ""gel"", 💅",How,"[""Makeup"",""Nails""]","{""brand"":[""OPI"",""Essie""]}","[""gel"",""red""]",17,1767225600000,2027-01-01,"{""cover"":""c.jpg""}","{""clip"":[0.5,2]}"
                        c2,plain,,,,,,,,,
                        """);
        assertThat(contents()).usingRecursiveComparison().isEqualTo(json);

        copy("contents.parquet");
        List<Content> parquet = contents();
        assertThat(parquet.getFirst().description().extra()).containsEntry("price", 9.5).containsEntry("original",
                true);
        assertThat(parquet).usingRecursiveComparison().ignoringFieldsMatchingRegexes(".*extra").isEqualTo(json);
        assertThat(deadLetters).containsExactly("contents.parquet line 3: /content_id is missing");
    }

    @Test
    void eventsAreEqualInJsonCsvAndParquet() throws IOException {
        copy("events.parquet");
        List<BehaviourEvent> parquet = events();
        assertThat(parquet).hasSize(599);
        assertThat(deadLetters).singleElement().asString().startsWith("events.parquet line 8: /action is 'fly'");

        StringBuilder json = new StringBuilder();
        StringBuilder csv = new StringBuilder("user_id,action,content_id,query,timestamp,dwell_ms,scene\n");
        for (int i = 0; i < 600; i++) {
            boolean search = i % 10 == 9;
            String target = search ? "gel " + i % 7 : i % 3 == 0 ? "c/1" : "c2";
            String action = i == 7 ? "fly" : search ? "search" : "click";
            long at = 1767312000000L + i * 1000L;
            json.append("{\"user_id\":\"%d\",\"action\":\"%s\",\"%s\":\"%s\",\"timestamp\":%d%s%s}%n".formatted(i % 50,
                    action, search ? "query" : "content_id", target, at, i % 2 == 0 ? ",\"dwell_ms\":" + i % 100 : "",
                    i % 4 == 0 ? ",\"scene\":\"feed\"" : ""));
            csv.append("%d,%s,%s,%s,%s,%s,%s%n".formatted(i % 50, action, search ? "" : target, search ? target : "",
                    i % 5 == 0 ? Instant.ofEpochMilli(at) : at, i % 2 == 0 ? i % 100 + ".0" : "",
                    i % 4 == 0 ? "feed" : ""));
        }
        write("events.jsonl", json.toString());
        assertThat(events()).isEqualTo(parquet);
        write("events.csv", csv.toString());
        List<BehaviourEvent> rows = events();
        assertThat(rows).usingRecursiveComparison().ignoringFields("order").isEqualTo(parquet);
        assertThat(rows).extracting(BehaviourEvent::order).startsWith(2L, 3L);
        assertThat(deadLetters).singleElement().asString().startsWith("events.csv line 9: /action is 'fly'");
    }

    @Test
    void anIdOfAColumnOfFloatingPointNumbersIsItsWholeNumber() throws IOException {
        write("events.csv", """
                user_id,action,content_id,query,timestamp,event_id
                7.0,click,123.0,,1767312000000,1.0
                7.0,search,,gel 1.0,1767312000000,2.5
                v1.0,click,01.0,,1767312000000,1.00
                """);
        assertThat(events()).extracting(event -> event.user().key() + " " + event.target().key() + " " + event.id())
                .containsExactly("7 123 1", "7 gel 1.0 2.5", "v1.0 01.0 1.00");
        assertThat(DataSetLoader.check(DataSetFolder.open(folder, NOW), 10, Progress.NONE).lines())
                .contains("events.csv: 4 ids given as numbers were read as text");
    }

    @Test
    void aFileOfTabsIsReadWithCommasInItsHeader() throws IOException {
        write("contents.tsv", "content_id\ttitle\tprice, EUR\n1\ta, b\t2\n");
        assertThat(contents()).extracting(content -> content.description().title()).containsExactly("a, b");
        Files.delete(folder.resolve("contents.tsv"));
    }

    @Test
    void severalCategoriesAreReadFromCsv() throws IOException {
        write("contents.csv",
                """
                        content_id,category,categories
                        a,,"[[""Comedy""],[""Art"",""Glass""]]"
                        b,Home|Vases,Gifts|Art
                        """);
        assertThat(contents()).extracting(content -> content.description().categories()).containsExactly(
                List.of(List.of("Comedy"), List.of("Art", "Glass")),
                List.of(List.of("Home", "Vases"), List.of("Gifts"), List.of("Art")));
    }

    @Test
    void listsOfOtherSeparatorsAreReadFromCsv() throws IOException {
        write("contents.csv", """
                content_id,tags,category,categories
                a,烟酰胺、抗老,美妆/护肤,时尚>鞋|家居
                """);
        assertThat(contents()).extracting(content -> content.description().tags() + " "
                + content.description().categories())
                .containsExactly("[烟酰胺, 抗老] [[美妆, 护肤], [时尚, 鞋], [家居]]");
    }

    @Test
    void taxonomiesAndUsersAreReadFromCsv() throws IOException {
        write("tags.csv", "tag,parent,synonyms\ngel,nails,凝胶|gelly\n");
        write("categories.csv", "category,domain,maps_to\nShop|Polish,item,Makeup|Nails\n");
        write("users.csv",
                "user_id,profile.age,profile,follows,mutes,city\nu1,030,\"{\"\"sex\"\":\"\"f\"\"}\",u2|u3,spam,Köln\n");
        DataSetFolder data = DataSetFolder.open(folder, NOW);
        List<Object> records = new ArrayList<>();
        data.tags(records::add);
        data.categories(records::add);
        data.users(records::add);

        assertThat(records.get(0)).isInstanceOfSatisfying(TagRecord.class,
                tag -> assertThat(tag.synonyms()).containsExactly("凝胶", "gelly"));
        assertThat(records.get(1)).isInstanceOfSatisfying(CategoryRecord.class,
                category -> assertThat(category.mapsTo()).containsExactly("Makeup", "Nails"));
        assertThat(records.get(2)).isInstanceOfSatisfying(User.class, user -> {
            assertThat(user.profile()).containsOnly(java.util.Map.entry("age", "030"), java.util.Map.entry("sex", "f"),
                    java.util.Map.entry("city", "Köln"));
            assertThat(user.follows()).hasSize(2);
        });
    }

    @Test
    void anInvalidCellIsADeadLetterWithItsColumn() throws IOException {
        write("contents.csv", """
                content_id,tags,vectors.clip,media,media.cover,attributes.brand
                c1,[open,,,,
                c2,,1|x,,,
                c3,,,[],c.jpg,
                c4,a|| b,,,,X
                """);
        assertThat(contents()).singleElement().satisfies(content -> {
            assertThat(content.description().tags()).containsExactly("a", "b");
            assertThat(content.description().attributes()).containsEntry("brand", List.of("X"));
        });
        assertThat(deadLetters).hasSize(3).satisfiesExactly(
                letter -> assertThat(letter).startsWith("contents.csv line 2: /tags is not JSON: "),
                letter -> assertThat(letter).startsWith("contents.csv line 3: /vectors.clip is not JSON: "),
                letter -> assertThat(letter).isEqualTo(
                        "contents.csv line 4: /media is not an object, but other columns set its fields"));
    }

    @Test
    void anIdWithAFractionOfZeroIsANumberInCsvAndATextInParquet() throws IOException {
        write("contents.csv", "content_id,title\n5.0,a number\n05.0,none\n");
        assertThat(contents()).extracting(content -> content.id().key()).containsExactly("5", "05.0");

        empty();
        try (ParquetFile file = ParquetFile.create(
                folder.resolve("contents.parquet"), List.of(Column.required("content_id", Scalar.TEXT)))) {
            file.write("5.0");
            file.write("5");
            file.finish();
        }
        assertThat(contents()).extracting(content -> content.id().key()).containsExactly("5.0", "5");
    }

    private List<Content> contents() {
        List<Content> read = new ArrayList<>();
        deadLetters.clear();
        DataSetFolder.open(folder, NOW).contents(content -> read.add(content),
                letter -> deadLetters.add(letter.toString()));
        return read;
    }

    private List<BehaviourEvent> events() {
        List<BehaviourEvent> read = new ArrayList<>();
        deadLetters.clear();
        DataSetFolder.open(folder, NOW).events(event -> read.add(event),
                letter -> deadLetters.add(letter.toString()));
        return read;
    }

    private void write(String name, String text) throws IOException {
        empty();
        Files.writeString(folder.resolve(name), text);
    }

    private void copy(String name) throws IOException {
        empty();
        Files.copy(PARQUET.resolve(name), folder.resolve(name));
    }

    /** Deletes the files of other formats, because two formats of one file are rejected. */
    private void empty() throws IOException {
        for (String name : List.of("contents.jsonl", "contents.csv", "contents.parquet", "events.jsonl", "events.csv",
                "events.parquet")) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }
}
