package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.adapters.ColumnMapping;
import io.graphrecall.loaders.adapters.Layout;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.ReadOptions;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same behaviour in each layout. There are three genres of ten contents. Each of 30 users engages
 * with six contents of one genre, in a row.
 */
@ExtendWith(RunningGraph.class)
class LayoutsIT {

    private static final int USERS = 30;
    private static final int GENRE_SIZE = 10;
    private static final int CONTENTS = 30;
    private static final int ENGAGEMENTS = 6;
    private static final List<String> CHANNELS = List.of("i2i", "popular");

    /** A positive engagement. */
    private record Engagement(String user, String content, Instant at) {}

    private final GraphAddress address;

    @TempDir
    private Path folder;

    LayoutsIT(GraphAddress address) {
        this.address = address;
    }

    @ParameterizedTest
    @EnumSource
    void everyLayoutHasTheSameContentsAndTargets(Layout layout) throws IOException {
        DataSetFolder data = DataSetFolder.open(write(layout));
        SplitDataSet split = SplitDataSet.read(data, data.dataSet().protocol(), Progress.NONE);

        Set<String> contents = new HashSet<>();
        data.contents(content -> contents.add(content.id().key()));
        assertThat(contents).hasSize(CONTENTS);
        Map<String, List<String>> last = new HashMap<>();
        engagements().forEach(engagement -> last.put(engagement.user(), List.of(engagement.content())));
        assertThat(split.split().test()).hasSize(USERS)
                .allSatisfy(request -> assertThat(request.targets()).isEqualTo(last.get(request.userId())));
    }

    @Test
    void aForeignLayoutIsEvaluated() throws IOException {
        Path data = write(Layout.MOVIELENS);
        EvaluationReport report = Evaluation.run(
                new EvaluationOptions(DataSetFolder.open(data), folder.resolve("out"), null, Fit.STRICT, 5, 1, CHANNELS,
                        false, false, TrainingOptions.NONE),
                this::emptyHome, Progress.NONE);

        assertThat(report.users()).isEqualTo(USERS);
        assertThat(report.targets()).isEqualTo(USERS);
        assertThat(report.contents()).isEqualTo(CONTENTS);
        // The target is among five new contents of the genre. A random list of ten has it with a probability of 0.4.
        assertThat(Objects.requireNonNull(report.results().get("i2i")).hitRate().get(10)).isEqualTo(1);
        assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
    }

    @Test
    void aLogWithoutACatalogueWithRepeatedReusedAndOtherLinesIsEvaluated() throws IOException {
        List<Engagement> engagements = engagements();
        List<String> once = new ArrayList<>();
        for (int i = 0; i < engagements.size(); i++) {
            Engagement event = engagements.get(i);
            once.add(line("e" + i, event.user(), "click", event.content(), event.at()));
        }
        Instant early = engagements.getFirst().at().minusSeconds(60);
        List<String> more = List.of(
                line("i", "100", "impression", "shown", early), line("s", "100", "skip", "skipped", early),
                line("d", "101", "dislike", "disliked", early),
                // The fifth of the six clicks of a user is the validation target.
                line("e4", "129", "click", "500", early));
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.write(data.resolve("events.jsonl"),
                Stream.of(once, once, more).flatMap(List::stream).toList());
        EvaluationReport report = Evaluation.run(
                new EvaluationOptions(DataSetFolder.open(data), folder.resolve("out"), null, Fit.STRICT, 5, 1, CHANNELS,
                        false, false, TrainingOptions.NONE),
                this::emptyHome, Progress.NONE);

        assertThat(report.targets()).isEqualTo(USERS);
        assertThat(report.contents()).as("with three contents that nobody liked").isEqualTo(CONTENTS + 3);
        assertThat(Objects.requireNonNull(report.ecosystem().get("popular")).uniqueContents())
                .isEqualTo(CONTENTS + 3);
        assertThat(Objects.requireNonNull(report.results().get("i2i")).hitRate().get(10)).isEqualTo(1);
    }

    private static String line(String id, String user, String action, String content, Instant at) {
        return "{\"event_id\":\"%s\",\"user_id\":\"%s\",\"action\":\"%s\",\"content_id\":\"%s\",\"timestamp\":\"%s\"}"
                .formatted(id, user, action, content, at);
    }

    @Test
    void requestedChannelsAreTunedWithTheirQuotas() throws IOException {
        DataSetFolder data = DataSetFolder.open(write(Layout.RECALL));
        BuildOptions build = BuildOptions.DEFAULT.withSeed(5).withTraining(TrainingOptions.NONE);

        assertThat(new Tuning(build, List.of("i2i", "fresh"))
                .tune(data, folder.resolve("work"), this::emptyHome, Progress.NONE).blend().channels())
                .extractingFromEntries(channel -> channel.getValue().quota()).as("as in the settings")
                .containsExactly(200, 50);
    }

    @Test
    void anAmbiguousFolderIsEvaluatedWithTheSelectedLayout() throws IOException {
        Path data = write(Layout.MOVIELENS);
        Files.writeString(data.resolve("news.tsv"), "");
        SplitDataSet split = SplitDataSet.read(
                DataSetFolder.open(data, new ReadOptions(Layout.MOVIELENS, ColumnMapping.NONE, 0.05),
                        Clock.systemUTC()),
                DataSet.Protocol.LEAVE_ONE_OUT, Progress.NONE);

        List<String> actions = new ArrayList<>();
        split.write(SplitDataSet.STRICT, folder.resolve("training"))
                .events(event -> actions.add(event.action().wireName()), letter -> {
                    throw new AssertionError(letter);
                });
        assertThat(actions).hasSize(USERS * (ENGAGEMENTS - 2)).containsOnly("like");
    }

    private RecallHome emptyHome(Path home) {
        try (TestGraph graph = new TestGraph(address)) {
            graph.empty();
        }
        return RecallHome.remote(home, address);
    }

    private static List<Engagement> engagements() {
        List<Engagement> engagements = new ArrayList<>();
        Instant start = Instant.parse("2019-11-10T00:00:00Z");
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < ENGAGEMENTS; i++) {
                int content = user % 3 * GENRE_SIZE + (user / 3 + i) % GENRE_SIZE;
                engagements.add(new Engagement("" + (100 + user), "" + (500 + content), start.plusSeconds(
                        user * 10_000L + i * 600L)));
            }
        }
        return engagements;
    }

    private Path write(Layout layout) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        switch (layout) {
            case RECALL -> {
                contents(data, "contents.jsonl", id -> "{\"content_id\":\"%s\",\"title\":\"Title %s\"}"
                        .formatted(id, id));
                events(data, "events.jsonl", "", event -> "{\"user_id\":\"%s\",\"action\":\"click\","
                        .formatted(event.user())
                        + "\"content_id\":\"%s\",\"timestamp\":\"%s\"}"
                                .formatted(event.content(), event.at()));
            }
            case MOVIELENS -> {
                contents(data, "movies.csv", id -> (id.equals("500") ? "movieId,title,genres\n" : "")
                        + "%s,Film %s (1995),Drama|Comedy".formatted(id, id));
                events(data, "ratings.csv", "userId,movieId,rating,timestamp\n", event -> "%s,%s,5.0,%d"
                        .formatted(event.user(), event.content(), event.at().getEpochSecond()));
                Files.writeString(data.resolve("tags.csv"), "userId,movieId,tag,timestamp\n");
            }
            case AMAZON -> {
                contents(data, "meta_Beauty.json", id -> "{\"asin\":\"%s\",\"title\":\"Product %s\"}"
                        .formatted(id, id));
                events(data, "Beauty_5.json", "", event -> "{\"reviewerID\":\"%s\",\"asin\":\"%s\","
                        .formatted(event.user(), event.content())
                        + "\"overall\":5.0,\"unixReviewTime\":%d}".formatted(event.at().getEpochSecond()));
            }
            case KUAISAR -> {
                contents(data, "item_features.csv", id -> (id.equals("500") ? "item_id,caption\n" : "")
                        + "%s,\"[%s]\"".formatted(id, id));
                events(data, "rec_inter.csv", "user_id,item_id,timestamp,click\n", event -> "%s,%s,%d,1"
                        .formatted(event.user(), event.content(), event.at().toEpochMilli()));
            }
            case MIND -> {
                contents(data, "news.tsv", id -> "%s\tnews\tlocal\tArticle %s\t\t\t[]\t[]".formatted(id, id));
                DateTimeFormatter time = DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US);
                events(data, "behaviors.tsv", "", event -> "%s-%s\t%s\t%s\t\t%s-1".formatted(
                        event.user(), event.content(), event.user(),
                        time.format(LocalDateTime.ofInstant(event.at(), ZoneOffset.UTC)), event.content()));
            }
            case RECBOLE -> {
                contents(data, "films.item", id -> (id.equals("500") ? "item_id:token\ttitle:token_seq\n" : "")
                        + "%s\tFilm %s".formatted(id, id));
                events(data, "films.inter", "user_id:token\titem_id:token\ttimestamp:float\n", event -> "%s\t%s\t%d"
                        .formatted(event.user(), event.content(), event.at().getEpochSecond()));
            }
            case KUAIREC -> {
                contents(data, "item_categories.csv", id -> (id.equals("500") ? "video_id,feat\n" : "")
                        + "%s,\"[8]\"".formatted(id));
                events(data, "big_matrix.csv", "user_id,video_id,play_duration,timestamp,watch_ratio\n",
                        event -> "%s,%s,900,%d,1.5".formatted(
                                event.user(), event.content(), event.at().getEpochSecond()));
            }
            case KUAIRAND -> {
                contents(data, "video_features_basic_pure.csv",
                        id -> (id.equals("500") ? "video_id,author_id,video_type,upload_type,music_type,tag\n" : "")
                                + "%s,38,NORMAL,ShortCamera,9,12".formatted(id));
                events(data, "log_standard_pure.csv", "user_id,video_id,time_ms,is_click,play_time_ms,tab\n",
                        event -> "%s,%s,%d,1,900,1".formatted(
                                event.user(), event.content(), event.at().toEpochMilli()));
            }
            case YELP -> {
                contents(data, "yelp_academic_dataset_business.json",
                        id -> "{\"business_id\":\"%s\",\"name\":\"Shop %s\"}".formatted(id, id));
                DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.US);
                events(data, "yelp_academic_dataset_review.json", "", event -> ("{\"user_id\":\"%s\","
                        + "\"business_id\":\"%s\",\"stars\":5.0,\"date\":\"%s\"}").formatted(
                                event.user(), event.content(),
                                time.format(LocalDateTime.ofInstant(event.at(), ZoneOffset.UTC))));
            }
        }
        return data;
    }

    private static void contents(Path data, String file, Function<String, String> line) throws IOException {
        Files.writeString(data.resolve(file), IntStream.range(500, 500 + CONTENTS).mapToObj(Integer::toString)
                .map(line).collect(Collectors.joining("\n", "", "\n")));
    }

    private static void events(Path data, String file, String header, Function<Engagement, String> line)
            throws IOException {
        Files.writeString(data.resolve(file), engagements().stream().map(line)
                .collect(Collectors.joining("\n", header, "\n")));
    }
}
