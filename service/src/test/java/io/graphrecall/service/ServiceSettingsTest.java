package io.graphrecall.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.blend.TunedBlend;
import io.graphrecall.pipeline.Scene;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.testing.SettingsProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class ServiceSettingsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void everyKeyIsTold() {
        assertThat(keys(parsed(ServiceSettings.defaults()))).isEqualTo(keys(ConfigFactory.defaultReference()
                .withOnlyPath("recall")));
    }

    @Test
    void whatIsToldReadsAsTheSameAgain() throws IOException {
        write("""
                recall.seed = 7
                recall.http { port = 0, max-question = 1536KiB, idle-timeout = 90s, min-seq-timeout = 1500ms }
                recall.cluster.members = ["10.0.0.1:5701", member-2]
                recall.channels.fresh.window = 36h
                recall.meta-paths = [{name: tags, path: "Item-HAS_TAG->Tag<-HAS_TAG-Content", measure: count, weight: 0.5,
                  window: 36h, window-count: 7, degree-cap: 50, neighbours: 9}]
                recall.scenes."für dich" {
                  blend = rrf, timeout = 1m, channels = [{id: tag, quota: 3, min: 1, weight: 0.25}, {id: i2i, quota: 9, min: 0, weight: 1}]
                  must = [{field: tag, any: [a, "b c"]}, {field: published_at, gte: "2026-01-01T00:00:00Z"}]
                  must-not = [{field: author, any: ["x \\"y\\""]}, {should: [{field: attribute.price, gt: 5, lte: 20.5},
                    {must: [{field: published_at, lte: 2026-01-31, gt: now-36h}], must-not: [{field: tag, all: [c]}]}]}]
                  exclude-seen = false, match-query = true
                  limits = [{field: author, max: 3}, {field: category, level: 1, max: 40}]
                }
                recall.scenes { copy = ${recall.scenes.feed} { blend = rrf, variants = [] }, feed.variants = [{scene: copy, share: 0.1}, {scene: copy, share: 0.2, interleaved: true}] }""");
        ServiceSettings settings = ServiceSettings.of(home);
        assertThat(settings.recall().scenes()).extracting(scene -> scene.name()).contains("für dich", "copy");
        assertThat(settings.recall().scenes()).filteredOn(scene -> scene.name().equals("feed")).singleElement()
                .satisfies(scene -> assertThat(scene.variants()).containsExactly(
                        new Scene.Variant("copy", 0.1, false), new Scene.Variant("copy", 0.2, true)));

        write(String.join("\n", settings.lines()));

        assertThat(ServiceSettings.of(home)).isEqualTo(settings);
    }

    @Test
    void aVariantWithoutAConditionOfItsSceneIsReported() throws IOException {
        write("""
                recall.scenes {
                  feed-b = ${recall.scenes.feed} { blend = rrf, variants = [] }
                  feed.variants = [{scene: feed-b, share: 0.1}]
                  kids = ${recall.scenes.feed} { must = [{field: tag, any: [kids]}] }
                  kids-b = ${recall.scenes.kids} { variants = [], must-not = [{field: tag, any: [sold-out]}] }
                  strict = ${recall.scenes.kids} { variants = [{scene: kids-b, share: 0.1}] }
                }""");

        assertThat(ServiceSettings.of(home).recall().variantWarnings()).containsExactly(
                "scene 'kids' has a must or must-not that its variant 'feed-b' lacks: users of the variant also get contents "
                        + "that the scene excludes");
    }

    @Test
    void theFormatOfTheLogIsReadWhateverOtherSettingsAre() throws IOException {
        assertThat(SettingsSource.reference().bind(LogSettings.SECTION)).isEqualTo(LogSettings.DEFAULT);
        assertThat(LogSettings.of(home)).isEqualTo(LogSettings.DEFAULT);

        write("recall { log.format = json, http.port = none, typo = 1 }");
        assertThat(LogSettings.of(home).format()).isEqualTo(LogSettings.Format.JSON);

        write("recall.log.format = xml");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> ServiceSettings.of(home))
                .withMessageContaining("recall.log.format: is xml, expected one of plain, json");
    }

    @Test
    void aChannelCanBeAddedToTheListOfAScene() throws IOException {
        Map<String, ChannelShare> defaults = channelsOfFeed();
        write("recall.scenes.feed.channels += {id: explore, quota: 50, min: 5, weight: 0.1}");
        Map<String, ChannelShare> more = channelsOfFeed();
        assertThat(more).hasSize(defaults.size() + 1).containsAllEntriesOf(defaults)
                .containsEntry("explore", new ChannelShare(50, 5, 0.1));
    }

    @Test
    void aBuildFitsTheBlendOfFeedUnlessTheHomeHasOne() throws IOException {
        assertThat(fittedScenes()).containsExactly("feed");
        write("recall.scenes.feed.channels += {id: explore, quota: 50, min: 5, weight: 0.1}");
        assertThat(fittedScenes()).containsExactly("feed");
        write("recall.scenes.feed.blend = rrf");
        assertThat(fittedScenes()).isEmpty();
        write("recall.scenes.feed.channels = [{id: i2i, quota: 200, min: 5, weight: 0.7}]");
        assertThat(fittedScenes()).isEmpty();
        write("");
        assertThat(fittedScenes()).containsExactly("feed");
        new TunedBlend(Blend.WEIGHTED, null, channelsOfFeed()).write(home.resolve(TunedBlend.FILE));
        assertThat(fittedScenes()).isEmpty();
    }

    private List<String> fittedScenes() {
        return ServiceSettings.of(home).recall().scenes().stream().filter(Scene::fitted).map(Scene::name).toList();
    }

    private Map<String, ChannelShare> channelsOfFeed() {
        return ServiceSettings.of(home).recall().scenes().stream().filter(scene -> scene.name().equals("feed"))
                .findFirst()
                .orElseThrow().channels();
    }

    @Test
    void onlyWhatIsNotTheDefaultIsAChange() throws IOException {
        assertThat(ServiceSettings.of(home).changes()).isEmpty();

        write("recall { searches = 5, http.port = 9000, triggers.session-gap = 1800s }");

        assertThat(ServiceSettings.of(home).changes())
                .containsExactly("recall.http.port = 9000", "recall.searches = 5");
        assertThat(ServiceSettings.of(home).withPort(9001).changes()).contains("recall.http.port = 9001");
    }

    @Test
    void aTemporaryHomeHasTheSettingsButNoExperimentAndNoAddress() throws IOException {
        write("""
                recall.scenes.feed.channels = [{id: i2i, quota: 40, min: 1, weight: 1}]
                recall.scenes.feed.variants = [{scene: detail, share: 0.5}]
                recall.http { host = "0.0.0.0", api-keys = [a-key-of-this-test] }
                recall.generations.shared-folder = /mnt/shared
                """);
        Path temporary = Files.createDirectories(home.resolve("temporary"));

        ServiceSettings.share(temporary, home);

        ServiceSettings settings = ServiceSettings.of(temporary);
        assertThat(settings.recall().scenes()).filteredOn(scene -> scene.name().equals("feed")).singleElement()
                .satisfies(scene -> {
                    assertThat(scene.channels()).containsOnlyKeys("i2i");
                    assertThat(scene.variants()).isEmpty();
                });
        assertThat(String.join("\n", settings.changes())).contains("recall.scenes.feed.channels")
                .doesNotContain("0.0.0.0", "/mnt/shared");
    }

    @Test
    void secretsAreMasked() throws IOException {
        write("recall.http { api-keys = [opensesame, sesame], read-only-api-keys = [sesame-look] }");

        List<String> lines = ServiceSettings.of(home).lines();

        assertThat(lines).contains("recall.http.api-keys = [\"***\",\"***\"]",
                "recall.http.read-only-api-keys = [\"***\"]");
        assertThat(String.join("\n", lines)).doesNotContain("sesame");
    }

    @Test
    void anotherSecretIsADifferenceAndStaysMasked() throws IOException {
        write("recall { seed = 1, http.api-keys = [opensesame, sesame] }");
        ServiceSettings before = ServiceSettings.of(home);
        write("recall { seed = 1, http.api-keys = [sesame, opensesame] }");
        assertThat(ServiceSettings.of(home).values().linesOtherThan(before.values())).isEmpty();
        write("recall { seed = 2, http.api-keys = [opensesame, simsalabim] }");

        assertThat(ServiceSettings.of(home).values().linesOtherThan(before.values()))
                .containsExactly("recall.seed = 2", "recall.http.api-keys = [\"***\",\"***\"]");
    }

    @Test
    void keysThatOthersCanReadAreWarnedOf() throws IOException {
        Path file = home.resolve(SettingsSource.FILE);
        write("recall.http.api-keys = [opensesame]");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(ServiceSettings.of(home).exposureWarning(home)).hasValueSatisfying(
                warning -> assertThat(warning).contains("rw-r-----", "chmod 600 " + file).doesNotContain("opensesame"));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ServiceSettings.of(home).exposureWarning(home)).isEmpty();

        write("recall.http.port = 1");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(ServiceSettings.of(home).exposureWarning(home)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            recall.scenes.feed.must = [{must: []}]                 | scene 'feed': filter /must/0 has no clause in must, should and must_not
            recall.scenes.feed.must = [{field: published_at, gte: soon}] | scene 'feed': filter /must/0/gte is not an ISO-8601 time: 'soon'
            recall.http.prot = 1                                   | unknown setting 'recall.http.prot' (
            recall.http.port.0 = 1                                 | recall.conf: 1: recall.http.port: expected a whole number
            recall.htpp { port = 1 }                               | unknown setting 'recall.htpp.port' (
            recall.scenes.feed.color = red                         | unknown setting 'recall.scenes.feed.color' (
            recall.scenes.feed.channels = [{id: i2i, quota: 1, min: 0, weight: 1, qouta: 1}] | unknown setting 'recall.scenes.feed.channels.0.qouta' (
            recall.scenes.feed.must = [{field: tag, any: [a], feild: tag}] | unknown setting 'recall.scenes.feed.must.0.feild' (
            port = 1                                               | unknown setting 'port': settings begin with recall
            recall.http.port = many                                | recall.conf: 1: recall.http.port: is many, expected a whole number
            recall.http.port = 70000                               | port is 70000, expected 0 to 65535
            recall.http.idle-timeout = 5 parsecs                   | Could not parse time unit 'parsecs'
            recall.http.idle-timeout = 30d                         | idle-timeout is PT720H, expected 0 to 24 days
            recall.http.max-buffered = 4GiB                        | recall.http.max-buffered: is 4GiB, expected less than 2GiB
            recall.http.tokens { keys = "https:///keys", issuer = a, audience = b } | tokens.keys is https:///keys, which names no host
            recall.live.follow-interval = 500us                    | follow-interval is PT0.0005S, expected at least 1ms
            recall.cluster.port = 0                                | cluster port is 0, expected 1 to 65535
            recall.state.max-age = 10ms                            | max-age and max-idle must be at least one second
            recall.events.max-queue = 1                            | expected 1 <= max-batch <= max-queue
            recall.scenes.feed.blend = soup                        | recall.conf: 1: recall.scenes.feed.blend: is soup, expected one of quota, snake, rrf, weighted, learned
            recall.scenes.feed.timeout = 0s                        | scene 'feed' has the timeout PT0S
            recall.scenes.feed.variants = [{scene: feed-b, share: 0.1}] | scene 'feed' has the variant 'feed-b', expected a scene without variants: detail, search
            recall.scenes.feed.variants = [{scene: detail, share: 0.6}, {scene: search, share: 0.6}] | scene 'feed' has variants for a share of 1.2 of the users, expected at most 1
            recall.scenes.feed.variants = [{scene: detail, share: 0}] | variant 'detail' has the share 0.0, expected more than 0
            recall.scenes.feed.variants = [{scene: detail, share: 1, interleaved: true}] | scene 'feed' has the interleaved variant 'detail', which has the timeout PT0.15S, expected PT0.2S
            recall.scenes { b = ${recall.scenes.feed} { variants = [], must = [{field: tag, any: [a]}] }, feed.variants = [{scene: b, share: 1, interleaved: true}] } | scene 'feed' has the interleaved variant 'b', which has another must or must-not, expected the same
            recall.scenes.feed.variants = [{scene: detail, share: 1, interleaved: both}] | recall.scenes.feed.variants.0.interleaved
            recall.scenes.feed.variants = [{scene: detail, share: 1, interleave: true}] | unknown setting 'recall.scenes.feed.variants.0.interleave' (
            recall.http.cors-origins = ["https://shop.example/"]   | expected an origin such as https://shop.example
            recall.http.cors-origins = ["*"]                       | cors-origins has '*'
            recall.http.max-batch-contents = 0                     | max-batch-contents are at least 1
            recall.http.host = 0.0.0.0                             | refusing to listen on 0.0.0.0 without api-keys
            recall.cluster.host = 0.0.0.0                          | refusing to listen on 0.0.0.0 for other members
            recall.http.port = {                                   | recall.conf: 1: expecting a close
            recall.http.api-keys = [a, ""]                         | api-keys has a blank key
            recall.http.read-only-api-keys = [" "]                 | read-only-api-keys has a blank key
            recall.http.api-keys = [${NO_SUCH_VARIABLE_IS_SET}]    | NO_SUCH_VARIABLE_IS_SET
            """)
    void whatCannotBeMeantStopsTheStart(String line, String reason) throws IOException {
        write(line);

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> ServiceSettings.of(home))
                .withMessageContaining(reason).satisfies(
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.INVALID));
    }

    @Test
    void theEnvironmentGoesBeforeTheFileAndPropertiesGoBeforeBoth() throws IOException {
        write("""
                recall { searches = 1, triggers.limit = 1, seed = 1, http.read-only-api-keys = [a, b, ${LOOK_KEY}] }
                recall.cluster.members = [in-file]""");

        List<String> lines = SettingsProcess.read(home, Map.of(
                "LOOK_KEY", "c",
                "CONFIG_FORCE_recall_triggers_limit", "2",
                "CONFIG_FORCE_recall_seed", "2",
                "CONFIG_FORCE_recall_http_max__in__flight", "9",
                "CONFIG_FORCE_recall_scenes_feed_timeout", "3s",
                "CONFIG_FORCE_recall_cluster_members_0", "one:5701",
                "CONFIG_FORCE_recall_cluster_members_1", "two"), "-Drecall.seed=3");

        assertThat(lines).contains("recall.searches = 1", "recall.triggers.limit = 2", "recall.seed = 3",
                "recall.http.max-in-flight = 9", "recall.scenes.feed.timeout = \"3s\"",
                "recall.http.read-only-api-keys = [\"***\",\"***\",\"***\"]",
                "recall.cluster.members = [\"one:5701\",\"two\"]");
    }

    @Test
    void anUnknownKeyInTheEnvironmentIsRefused() throws IOException {
        assertThat(SettingsProcess.read(home, Map.of("CONFIG_FORCE_recall_http_prot", "1"))).singleElement().asString()
                .startsWith("unknown setting 'recall.http.prot'").contains("env var");
    }

    @Test
    void aFileThatCannotBeReadStopsTheStart() throws IOException {
        Files.createDirectory(home.resolve(SettingsSource.FILE));
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> ServiceSettings.of(home))
                .withMessageContaining(SettingsSource.FILE)
                .satisfies(e -> assertThat(e.code()).isEqualTo(RecallException.Code.INVALID));
    }

    @Test
    void aMetaPathThatTheSchemaDoesNotKnowStopsTheStart() throws IOException {
        write("""
                recall.meta-paths = [{name: p, path: "Content-HAS_TAG->Category", measure: count, weight: 1, window: 1d,
                  window-count: 1, degree-cap: 1, neighbours: 1}]""");

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> ServiceSettings.of(home))
                .withMessageContaining("Step 1").withMessageContaining("HAS_TAG connects");
    }

    @Test
    void everyKeyStandsInTheManualWithItsDefault() throws IOException {
        Map<String, String> described = new TreeMap<>();
        Pattern row = Pattern.compile("\\| `(recall\\.[a-z.-]+)` \\| `([^`]*)` \\| \\S.*");
        manual().lines().map(row::matcher).filter(Matcher::matches)
                .forEach(found -> described.put(found.group(1), found.group(2).replace("\"", "")));

        Map<String, String> known = new TreeMap<>();
        ConfigFactory.defaultReference().withOnlyPath("recall").withoutPath("recall.scenes")
                .withoutPath("recall.meta-paths").entrySet()
                .forEach(entry -> known.put(entry.getKey(), entry.getValue().render().replace("\"", "")));
        assertThat(described).isEqualTo(known);
        assertThat(manual()).contains("| `recall.meta-paths` |")
                .contains(Stream.of("blend", "timeout", "channels", "exclude-seen", "match-query", "must",
                        "must-not", "limits")
                        .map(key -> "| `recall.scenes.NAME." + key + "` |").toList());
    }

    private static String manual() throws IOException {
        return Files.readString(Path.of("..", "docs", "reference", "settings.md"));
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve(SettingsSource.FILE), text);
    }

    private static Config parsed(ServiceSettings settings) {
        return ConfigFactory.parseString(String.join("\n", settings.lines()));
    }

    private static Set<String> keys(Config config) {
        return config.entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }
}
