package io.graphrecall.loaders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.cypher.testing.EmptyGraphTestBase;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.LoadOptions;
import io.graphrecall.loaders.dataset.LoadSummary;
import io.graphrecall.loaders.dataset.ReadOptions;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A data set in a public layout gives the same graph as the equivalent data-set folder. */
class AdaptersIT extends EmptyGraphTestBase {

    @TempDir
    private Path temporary;

    AdaptersIT(GraphAddress address) {
        super(address);
    }

    @Test
    void readsMovieLensCsvFiles() throws IOException {
        Path source = folder("source");
        write(source, "movies.csv", """
                movieId,title,genres
                1,Toy Story (1995),Adventure|Animation
                2,"American President, The (1995)",(no genres listed)
                """);
        write(source, "ratings.csv", """
                userId,movieId,rating,timestamp
                1,1,4.0,964982703
                1,2,2.5,964981247
                7,1,3.5,964982224
                7,1,bad,964982224
                """);
        write(source, "tags.csv", """
                userId,movieId,tag,timestamp
                7,1,Pixar,1139045764
                1,1,pixar ,1139045765
                1,3,"fun, really",1139045766
                """);
        Path equivalent = folder("equivalent");
        write(equivalent, "contents.jsonl",
                """
                        {"content_id":"1","title":"Toy Story","year":1995,"category":["Adventure"],"categories":[["Animation"]],"tags":["pixar"]}
                        {"content_id":"2","title":"American President, The","year":1995}
                        """);
        // Blank lines replace headers and the invalid row, because the row number breaks ties.
        write(equivalent, "events.jsonl", """

                {"user_id":"1","action":"like","content_id":"1","timestamp":964982703000}
                {"user_id":"1","action":"dislike","content_id":"2","timestamp":964981247000}
                {"user_id":"7","action":"play","content_id":"1","timestamp":964982224000}


                {"user_id":"7","action":"comment","content_id":"1","timestamp":1139045764000}
                {"user_id":"1","action":"comment","content_id":"1","timestamp":1139045765000}
                {"user_id":"1","action":"comment","content_id":"3","timestamp":1139045766000}
                """);
        List<String> expected = dump(equivalent);
        assertThat(dump(source)).isEqualTo(expected);
        assertThat(load(source).lines()).contains("ratings.csv and tags.csv: 7 read, 6 unchanged, 1 dead letter");
        assertThat(Files.readString(temporary.resolve("dead-letters.jsonl"))).isEqualTo(
                """
                        {"kind":"events","folder":"%s","file":"ratings.csv","line":5,"reason":"/rating is 'bad', expected a number","raw":"7,1,bad,964982224"}
                        """
                        .formatted(source));
    }

    @Test
    void readsOlderMovieLensFiles() throws IOException {
        Path hundred = folder("ml-100k");
        write(hundred, "u.data", "196\t242\t3\t881250949\n186\t302\t5\t891717742\n");
        write(hundred, "u.item",
                "242|Am\u00e9lie \"2\" (1996)|01-Jan-1996||http://x|0|0|0|0|0|1|0|0|0|0|0|0|0|0|1|0|0|0|0\n",
                StandardCharsets.ISO_8859_1);
        write(hundred, "u.user", "196|49|M|writer|55105\n");
        Path million = folder("ml-1m");
        write(million, "ratings.dat", "196::242::3::881250949\n186::302::5::891717742\n");
        write(million, "movies.dat", "242::Am\u00e9lie \"2\" (1996)::Comedy|Romance\n", StandardCharsets.ISO_8859_1);
        write(million, "users.dat", "196::M::49::writer::55105\n");
        Path equivalent = folder("equivalent");
        write(equivalent, "users.jsonl",
                "{\"user_id\":\"196\",\"profile\":{\"gender\":\"M\",\"age\":\"49\",\"occupation\":\"writer\",\"zip\":\"55105\"}}");
        write(equivalent, "contents.jsonl",
                "{\"content_id\":\"242\",\"title\":\"Am\u00e9lie \\\"2\\\"\",\"year\":1996,\"categories\":[[\"Comedy\"],[\"Romance\"]]}");
        write(equivalent, "events.jsonl", """
                {"user_id":"196","action":"play","content_id":"242","timestamp":881250949000}
                {"user_id":"186","action":"like","content_id":"302","timestamp":891717742000}
                """);
        List<String> expected = dump(equivalent);
        assertThat(dump(hundred)).isEqualTo(expected);
        assertThat(dump(million)).isEqualTo(expected);
        write(million, "movies.dat", "242::Am\u00e9lie \"2\" (1996)::Comedy|Romance\n", StandardCharsets.UTF_8);
        assertThat(dump(million)).as("ml-10m").isEqualTo(expected);
    }

    @Test
    void readsAmazonOfEveryYear() throws IOException {
        Path of2014 = folder("2014");
        write(of2014, "reviews_Beauty_5.json",
                """
                        {"reviewerID":"A1","asin":"B0","helpful":[0,0],"reviewText":"…","overall":1.0,"unixReviewTime":1391040000,"reviewTime":"01 30, 2014"}
                        {"reviewerID":"A2","asin":"B0","overall":5.0,"unixReviewTime":1391126400}
                        {"reviewerID":"A2","overall":5.0,"unixReviewTime":1391126400}
                        """);
        write(of2014, "meta_Beauty.json",
                "{\"asin\":\"B0\",\"title\":\"Gel\",\"description\":\"Red\",\"price\":9.5,\"brand\":\"OPI\",\"related\":{\"also_bought\":[]},"
                        + "\"categories\":[[\"Beauty\",\"Nails\"],[\"Other\"]]}");
        Path of2018 = folder("2018");
        write(of2018, "All_Beauty_5.json", """
                {"reviewerID":"A1","asin":"B0","overall":1.0,"unixReviewTime":1391040000}
                {"reviewerID":"A2","asin":"B0","overall":5.0,"unixReviewTime":1391126400}
                """);
        write(of2018, "meta_All_Beauty.json",
                "{\"asin\":\"B0\",\"title\":\"Gel\",\"description\":[\"Red\"],\"price\":9.5,\"brand\":\"OPI\",\"category\":[\"Beauty\",\"Nails\"]}");
        Path of2023 = folder("2023");
        write(of2023, "All_Beauty.jsonl",
                """
                        {"rating":1.0,"title":"no","user_id":"A1","asin":"B7","parent_asin":"B0","timestamp":1391040000000}
                        {"rating":5.0,"title":"yes","user_id":"A2","asin":"B8","parent_asin":"B0","timestamp":1391126400000}
                        """);
        write(of2023, "meta_All_Beauty.jsonl",
                "{\"parent_asin\":\"B0\",\"title\":\"Gel\",\"description\":[\"Red\"],\"price\":9.5,\"store\":\"OPI\",\"categories\":[\"Beauty\",\"Nails\"],\"details\":{}}");
        Path equivalent = folder("equivalent");
        write(equivalent, "contents.jsonl",
                "{\"content_id\":\"B0\",\"title\":\"Gel\",\"description\":\"Red\",\"price\":9.5,\"attributes\":{\"brand\":[\"OPI\"]},\"category\":[\"Beauty\",\"Nails\"]}");
        write(equivalent, "events.jsonl", """
                {"user_id":"A1","action":"click","content_id":"B0","timestamp":"2014-01-30"}
                {"user_id":"A2","action":"click","content_id":"B0","timestamp":"2014-01-31"}
                """);
        List<String> expected = dump(equivalent);
        assertThat(dump(of2014)).isEqualTo(expected);
        assertThat(temporary.resolve("dead-letters.jsonl")).content()
                .contains("\"line\":3,\"reason\":\"/asin is missing\"");
        assertThat(dump(of2018)).isEqualTo(expected);
        assertThat(dump(of2023)).isEqualTo(expected);
    }

    @Test
    void rejectsAmazonFilesOfPythonLiterals() throws IOException {
        Path source = folder("source");
        write(source, "meta_Beauty.json", "{'asin': 'B0', 'title': 'Gel'}\n");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> DataSetFolder.open(source))
                .withMessageStartingWith(source.resolve("meta_Beauty.json") + " contains Python literals, not JSON; ");
    }

    @Test
    void readsBothLogsOfKuaiSar() throws IOException {
        Path source = folder("source");
        write(source, "user_features.csv",
                "user_id,search_active_level,onehot_feat1\n1,2,0\n2,0,1\n");
        write(source, "social_network.csv", "user_id,user_follow_id\n1,2\n");
        write(source, "item_features.csv",
                """
                        item_id,caption,author_id,item_type,upload_time,upload_type,first_level_category_name,second_level_category_name,third_level_category_name
                        10,"[5, 213, 24]",2,NORMAL,2023-04-22,LongImport,搞笑,搞笑段子,空
                        11,[],0,NORMAL,1970-1-1,,,,
                        """);
        write(source, "src_inter.csv",
                """
                        user_id,search_session_id,search_session_time,search_session_timestamp,keyword,search_source,item_id,click_cnt,item_type
                        1,9,2023-05-22 21:58:52,1684763932919,"[20, 5]",USER_INPUT,10,1,VIDEO
                        1,9,2023-05-22 21:58:52,1684763932919,"[20, 5]",USER_INPUT,77,1,USER
                        2,9,2023-05-22 21:58:52,1684763932919,"[20, 5]",USER_INPUT,77,0,LIVE
                        """);
        write(source, "rec_inter.csv",
                """
                        user_id,item_id,playing_time,duration_ms,time,timestamp,click,forward,like,follow,search,search_item_related
                        1,10,60792.0,45400.0,2023-05-22 15:53:20,1.684742e+12,1,1,1,0,0,0
                        2,11,0.0,45400.0,2023-05-22 15:53:21,1684742001000.0,0,0,0,0,0,0
                        """);
        Path equivalent = folder("equivalent");
        write(equivalent, "users.jsonl", """
                {"user_id":"1","profile":{"search_active_level":"2","onehot_feat1":"0"},"follows":["2"]}
                {"user_id":"2","profile":{"search_active_level":"0","onehot_feat1":"1"}}
                """);
        write(equivalent, "contents.jsonl",
                """
                        {"content_id":"10","title":"5 213 24","author":"2","category":["搞笑","搞笑段子"],"attributes":{"item_type":["NORMAL"],"upload_type":["LongImport"]},"published_at":"2023-04-21T16:00:00Z"}
                        {"content_id":"11","attributes":{"item_type":["NORMAL"]}}
                        """);
        write(equivalent, "events.jsonl",
                """
                        {"user_id":"1","action":"search","query":"20 5","timestamp":1684763932919,"scene":"search","request_id":"1/9"}
                        {"user_id":"1","action":"impression","content_id":"10","timestamp":1684763932919,"scene":"search","request_id":"1/9","query":"20 5"}
                        {"user_id":"1","action":"click","content_id":"10","timestamp":1684763932919,"scene":"search","request_id":"1/9","query":"20 5"}
                        {"user_id":"2","action":"search","query":"20 5","timestamp":1684763932919,"scene":"search","request_id":"2/9"}
                        {"user_id":"1","action":"impression","content_id":"10","timestamp":1684742000000,"scene":"recommendation"}
                        {"user_id":"1","action":"click","content_id":"10","timestamp":1684742000000,"scene":"recommendation","dwell_ms":60792}
                        {"user_id":"1","action":"like","content_id":"10","timestamp":1684742000000,"scene":"recommendation"}
                        {"user_id":"1","action":"share","content_id":"10","timestamp":1684742000000,"scene":"recommendation"}
                        {"user_id":"2","action":"impression","content_id":"11","timestamp":1684742001000,"scene":"recommendation"}
                        """);
        assertThat(dump(source)).isEqualTo(dump(equivalent));
    }

    @Test
    void readsHistoryAndImpressionsOfMind() throws IOException {
        Path source = folder("source");
        write(source, "news.tsv",
                """
                        N1\tlifestyle\tlifestyleroyals\tThe "Brands" Swear By\tShop\thttps://x/1\t[{"Label": "Prince Philip", "Type": "P"}]\t[]
                        N2\tsports\tgolf\tGolf\t\thttps://x/2\t[broken\t[]
                        """);
        write(source, "behaviors.tsv", """
                1\tU8\t11/15/2019 8:55:22 AM\tN3 N4\tN1-0 N2-1
                2\tU8\t11/15/2019 12:05:00 PM\tN3 N4\tN1-1
                3\tU9\t11/15/2019 1:00:00 PM\t\tN1
                4\tU9\tyesterday\t\tN1-1
                """);
        Path equivalent = folder("equivalent");
        write(equivalent, "contents.jsonl",
                """
                        {"content_id":"N1","title":"The \\"Brands\\" Swear By","description":"Shop","category":["lifestyle","lifestyleroyals"],"tags":["Prince Philip"],"url":"https://x/1"}
                        """);
        write(equivalent, "events.jsonl",
                """
                        {"user_id":"U8","action":"click","content_id":"N3","timestamp":"2019-11-08T23:58:00Z"}
                        {"user_id":"U8","action":"click","content_id":"N4","timestamp":"2019-11-08T23:59:00Z"}
                        {"user_id":"U8","action":"impression","content_id":"N1","timestamp":"2019-11-15T08:55:22Z","request_id":"1"}
                        {"user_id":"U8","action":"impression","content_id":"N2","timestamp":"2019-11-15T08:55:22Z","request_id":"1"}
                        {"user_id":"U8","action":"click","content_id":"N2","timestamp":"2019-11-15T08:55:22Z","request_id":"1"}
                        {"user_id":"U8","action":"impression","content_id":"N1","timestamp":"2019-11-15T12:05:00Z","request_id":"2"}
                        {"user_id":"U8","action":"click","content_id":"N1","timestamp":"2019-11-15T12:05:00Z","request_id":"2"}
                        {"user_id":"U9","action":"impression","content_id":"N1","timestamp":"2019-11-15T13:00:00Z","request_id":"3"}
                        """);
        List<String> expected = dump(equivalent);
        assertThat(dump(source)).isEqualTo(expected);
        assertThat(temporary.resolve("dead-letters.jsonl")).content()
                .contains("\"file\":\"news.tsv\",\"line\":2,\"reason\":\"/title_entities is not JSON: ")
                .contains(
                        "\"file\":\"behaviors.tsv\",\"line\":4,\"order\":9,\"reason\":\"/time is 'yesterday', expected a time like ");
    }

    @Test
    void aFolderThatMatchesTwoLayoutsNeedsAFormat() throws IOException {
        Path both = folder("both");
        write(both, "news.tsv", "");
        write(both, "events.csv", "user_id,action,timestamp\n");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> DataSetFolder.open(both))
                .withMessage(both
                        + " matches several layouts (recall, mind); choose one with --format or remove the other files");
        assertThat(DataSetFolder.open(both, new ReadOptions(Layout.MIND, ColumnMapping.NONE, 0.05), Clock.systemUTC())
                .path())
                .isEqualTo(both);
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> DataSetFolder.open(both, new ReadOptions(Layout.AMAZON, ColumnMapping.NONE, 0.05),
                        Clock.systemUTC()))
                .withMessage(both + " has no file of layout amazon");
    }

    private List<String> dump(Path folder) {
        graph.empty();
        load(folder);
        List<String> dump = graph.dump();
        assertThat(dump).hasSizeGreaterThan(5);
        return dump.stream().filter(line -> !line.startsWith("[DataSet]")).toList();
    }

    private LoadSummary load(Path folder) {
        return new DataSetLoader(new GraphWriter(graph.client())).load(DataSetFolder.open(folder),
                new LoadOptions(false, temporary.resolve("dead-letters.jsonl")), Progress.NONE);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(temporary.resolve(name));
    }

    private static void write(Path folder, String name, String text) throws IOException {
        write(folder, name, text, StandardCharsets.UTF_8);
    }

    private static void write(Path folder, String name, String text, Charset charset) throws IOException {
        Files.writeString(folder.resolve(name), text, charset);
    }
}
