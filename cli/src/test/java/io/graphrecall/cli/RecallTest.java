package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.offline.Stage;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.access.ApiKey;
import io.graphrecall.service.access.KeyFile;
import io.graphrecall.service.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class RecallTest {

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Recall.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 2];
        all[0] = "--home";
        all[1] = home.toString();
        System.arraycopy(args, 0, all, 2, args.length);
        return line.execute(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "frobnicate",
        "load",
        "load DIR --format tape",
        "load DIR --out X",
        "load --kafka T --map user_id=uid",
        "load --kafka T --max-rejected 1",
        "load DIR --once",
        "neighbours --space i2i --out X --size 0",
        "load --check --kafka T",
        "load DIR --check --kafka T",
        "load DIR --sample 0",
        "load DIR --max-rejected 101",
        "load DIR --map user_id",
        "load DIR --map usr=uid",
        "load DIR --map user_id=uid,user_id=user",
        "batch",
        "batch --out X --size 0",
        "build --only nothing",
        "build --device tpu",
        "build --device gpu:999",
        "tune DIR --out X --device gpu:999",
        "evaluate DIR --out X --device gpu:999",
        "world DIR --users 1",
        "world DIR --users many",
        "evaluate DIR --out X --fit loose",
        "evaluate DIR --out X --protocol random",
        "evaluate DIR --out X --seeds 0",
        "understand DIR --out X --without colour",
        "understand DIR --out X --text-encoder klingon",
        "serve --as-of yesterday",
        "keys add shop",
        "keys add shop --role owner",
        "cypher",
        "cypher --limit 0 hub-tags",
        "compare A",
        "prune",
        "prune --events-before yesterday",
        "backup",
        "backup DIR --generations some",
        "restore",
        "explain --user u",
        "graph communities --resolution 0",
        "graph communities --seed -1",
        "graph stop --neo4j-uri bolt://127.0.0.1:1",
        "erase --user u --service localhost:8080",
        "explain --user u --content",
        "serve --port 99999",
        "demo --port -1",
        "keys add a/b --role recall",
        "keys add shop --role recall --per-day -1",
        "keys add shop --role recall --expires 2020-01-01",
        "tune DIR --out .",
        "profile DIR --out .",
        "understand DIR --out .",
        "evaluate DIR --out X --neo4j-uri bolt://127.0.0.1:1",
        "tune DIR --out X --neo4j-uri bolt://127.0.0.1:1"
    })
    void wrongUsagePrintsOneLineAndExitsWithTwo(String words) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("recall: ").contains("--help");
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            load DIR --format tape                        | recall, movielens, amazon, kuaisar, mind, recbole
            build --only nothing                          | understand, extract, train, tables, publish
            build --configuration deep                    | session, encoder, popular
            understand DIR --out X --without colour       | tags, category, attributes
            understand DIR --out X --text-encoder klingon | auto, chinese, english
            evaluate DIR --out X --fit loose              | strict, refit
            backup DIR --generations some                 | none, current, all
            export DIR --format csv                       | recall, parquet, recbole
            evaluate DIR --out X --protocol last          | leave-one-out, temporal
            keys add shop --role admn                     | public, recall, ingest, metrics, admin; did you mean admin?
            keys add shop                                 | option: '--role=ROLE', one of public, recall, ingest, metrics, admin (see
            """)
    void anUnknownNameIsAnsweredWithTheKnownOnes(String words, String known) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(known);
    }

    @Test
    void namedStagesReplaceTheDefault() {
        assertThat(Recall.commandLine().parseArgs("build", "--only", "publish,extract").subcommand()
                .matchedOptionValue("--only", Set.of())).isEqualTo(Set.of(Stage.EXTRACT, Stage.PUBLISH));
    }

    @Test
    void blankIdsAndNamesAreWrongUsage() {
        for (String[] words : new String[][] {
            {"erase", "--user", " "}, {"explain", "--user", "u", "--content", ""}, {"load", "--kafka", " "},
            {"load", "--kafka", "t", "--group", ""}}) {
            assertThat(run(words)).as(String.join(" ", words)).isEqualTo(2);
        }
        assertThat(err.toString()).doesNotContain("unexpected").contains("user_id is blank", "content_id is blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "export DIR", "explain --user u --content c", "cypher hub-tags", "replay FILE",
        "serve --port 0"})
    void aMistypedHomeIsNotCreated(String words) {
        assertThat(run(words.split(" "))).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("recall: " + home + " has no graph");
        assertThat(home.resolve("graph")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:7687", "//localhost:7687", "http://localhost:7474", "bolt:///"})
    void anAddressThatIsNoneOfNeo4jIsNamed(String address) {
        assertThat(run("export", "DIR", "--neo4j-uri", address)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString()
                .startsWith("recall: '" + address + "' is no address of a Neo4j");
    }

    @ParameterizedTest
    @CsvSource({
        "home, 1", "lists, 1", "lists, 2", "seed-42/home, 2", "seed-43/home, 2", "seed-43/lists, 2"
    })
    void anEvaluationDeletesNeitherTheHomeOfTheCommandNorTheDataSet(String folder, String seeds) throws IOException {
        Path own = Files.createDirectories(home.resolve(folder).resolve("own"));
        Files.writeString(own.resolve("events.jsonl"), "");
        String out = home.toString();

        CommandRun withHome = CommandRun.of("--home", own.toString(), "evaluate", out, "--out", out, "--seeds", seeds);
        assertThat(withHome.exitCode()).isEqualTo(2);
        assertThat(withHome.errors()).startsWith("recall: --home is in " + home.resolve(folder));

        assertThat(run("evaluate", own.toString(), "--out", out, "--seeds", seeds)).isEqualTo(2);
        assertThat(err.toString()).startsWith("recall: DIR is in " + home.resolve(folder));
        assertThat(own.resolve("events.jsonl")).exists();
    }

    @Test
    void aTuningDeletesNeitherItsOutputNorTheDataSet() {
        Path work = home.resolve("tuning");

        assertThat(run("tune", "DIR", "--out", work.resolve("blend.json").toString())).isEqualTo(2);
        assertThat(run("tune", work.resolve("data").toString(), "--out", "X")).isEqualTo(2);

        assertThat(err.toString()).contains("--out is in " + work, "DIR is in " + work);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void optionsWithoutEffectOnADataSetWithoutEventsAreWrongUsage() throws IOException {
        Path data = Files.createDirectories(home.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"), "{\"content_id\":\"a\"}\n");
        for (String option : List.of("--seeds=2", "--protocol=temporal", "--ablation")) {
            assertThat(run("evaluate", data.toString(), "--out", home.resolve("out").toString(), option)).isEqualTo(2);
        }
        assertThat(home.resolve("out")).doesNotExist();
    }

    @Test
    void aChannelThatIsGivenTwiceIsWrongUsage() {
        for (String command : List.of("evaluate", "tune")) {
            assertThat(
                    run(command, home.toString(), "--out", home.resolve("out").toString(), "--channels", "i2i,tag,i2i"))
                    .isEqualTo(2);
            assertThat(err.toString()).endsWith(
                    "recall: --channels has i2i twice (see recall " + command + " --help)" + System.lineSeparator());
        }
    }

    @Test
    void anIpv6AddressIsInBrackets() throws IOException {
        Files.writeString(home.resolve("recall.conf"), "recall.http.host = \"::1\"\n");
        assertThat(ServeCommand.address(ServiceSettings.of(home), 8080)).isEqualTo("http://[::1]:8080");
    }

    @Test
    void theFolderOfAnOutputFileIsCreated() throws IOException {
        String data = write("one", "user_id,content_id,action,timestamp", "u,c,click,2025-01-01").toString();
        Path page = home.resolve("new/profile.html");

        assertThat(run("profile", data, "--out", page.toString())).isZero();
        assertThat(page).isNotEmptyFile();
    }

    @Test
    void aFullDiskIsNamedInOneLine() throws IOException {
        Path data = Files.createDirectories(home.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"), "{\"content_id\":\"a\"}\n");

        assertThat(run("load", data.toString(), "--check", "--out", "/dev/full")).isEqualTo(1);
        assertThat(err.toString().lines().filter(line -> line.startsWith("recall: "))).singleElement().asString()
                .contains("No space left on device");
    }

    @Test
    void aKeyIsShownOnceAndStoredAsAHash() throws IOException {
        assertThat(run("keys", "add", "shop", "--role", "recall,ingest", "--scene", "web,app", "--expires",
                "2099-01-01")).isZero();
        String key = out.toString().strip();

        assertThat(key).matches("gr_[A-Za-z0-9_-]{43}");
        assertThat(err.toString().lines()).containsExactly(
                "recall: copy the key now; it cannot be shown again",
                "recall: a service of this home now requires a key with every request, also for administration",
                "recall: keys.json has no key with the role admin yet; to add one: recall keys add NAME --role admin");
        Path file = home.resolve("keys.json");
        assertThat(file).content().contains("\"shop\"", ApiKey.hash(key)).doesNotContain(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(run("keys", "list")).isZero();
        assertThat(out.toString().lines().skip(1)).singleElement().asString()
                .startsWith("shop  recall,ingest  scenes web,app  added ")
                .endsWith(", expires 2099-01-01T23:59:59.999Z");
    }

    @Test
    void aFirstKeyForAdministrationNeedsNoOther() {
        assertThat(run("keys", "list")).isZero();
        assertThat(err.toString().lines()).singleElement().asString()
                .isEqualTo("recall: " + home
                        + " has no keys.json: unless the settings name keys, its service requires none");
        assertThat(run("keys", "add", "operator", "--role", "admin")).isZero();
        assertThat(run("keys", "add", "shop", "--role", "recall")).isZero();

        assertThat(out.toString().lines()).hasSize(2);
        assertThat(err.toString()).doesNotContain("no key with the role admin").containsOnlyOnce("now requires a key");
    }

    /** Root can show it; every other account can only own its files. */
    @Test
    void aChangeOfTheKeysKeepsTheOwnerOfTheFile() throws IOException {
        run("keys", "add", "shop", "--role", "recall");
        Path file = home.resolve("keys.json");
        if (Files.getOwner(file).getName().equals("root")) {
            Files.setOwner(file,
                    file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        UserPrincipal owner = Files.getOwner(file);

        assertThat(run("keys", "revoke", "shop")).isZero();

        assertThat(Files.getOwner(file)).isEqualTo(owner);
        assertThat(new KeyFile(home).read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token.alice", "settings", "settings-read-only", "none", "unknown"})
    void aKeyCannotHaveTheNameOfAnotherCallerInTheAuditLog(String name) {
        assertThat(run("keys", "add", name, "--role", "admin")).isEqualTo(1);
        assertThat(err.toString()).startsWith("recall: the name '" + name + "' of a key has another meaning");
        assertThat(new KeyFile(home).exists()).isFalse();
    }

    @Test
    void keysHaveDifferentNamesUntilTheyAreRevoked() {
        run("keys", "add", "scraper", "--role", "metrics", "--per-second", "5", "--per-day", "100");
        assertThat(new KeyFile(home).read()).singleElement().satisfies(key -> {
            assertThat(key.perSecond()).isEqualTo(5);
            assertThat(key.perDay()).isEqualTo(100);
        });
        assertThat(run("keys", "add", "scraper", "--role", "admin")).isEqualTo(1);
        assertThat(err.toString()).endsWith("recall: there is a key 'scraper' already, revoke it first\n");
        assertThat(run("keys", "revoke", "scraper")).isZero();
        assertThat(run("keys", "revoke", "scraper")).isEqualTo(1);
        assertThat(run("keys", "add", "scraper", "--role", "admin")).isZero();
        assertThat(new KeyFile(home).read()).singleElement().satisfies(key -> {
            assertThat(key.roles()).isEqualTo(Set.of(Role.ADMIN));
            assertThat(key.scenes()).isNull();
        });
    }

    @Test
    void logsAreReadableByTheirOwnerOnly() throws IOException {
        Path logs = home.resolve("new").resolve("logs");
        Recall.createLogs(logs);
        Recall.createLogs(logs);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logs))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logs.getParent())))
                .isEqualTo(PosixFilePermissions
                        .toString(Files.getPosixFilePermissions(Files.createDirectory(home.resolve("other")))));
    }

    @Test
    void anInvalidTimeIsExplainedWithAnExample() {
        assertThat(run("serve", "--as-of", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("--as-of", "'yesterday' is not a time such as 2025-07-01T00:00:00Z");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2019-11-15, 2019-11-15T23:59:59.999Z",
        "2019-11-15T08:00:00Z, 2019-11-15T08:00:00Z",
        "2019-11-15T08:00:00+08:00, 2019-11-15T00:00:00Z",
        "2019-11-15T08:00, 2019-11-15T08:00:00Z"
    })
    void aTimeMayBeADateWhichMeansItsEnd(String text, Instant time) {
        CommandLine line = Recall.commandLine();
        for (String command : List.of("serve", "build", "batch --out X", "explain --user u --content c")) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.addAll(List.of("--as-of", text));
            Instant parsed = line.parseArgs(words.toArray(String[]::new)).subcommand().matchedOptionValue("--as-of",
                    null);
            assertThat(parsed).as(command).isEqualTo(time);
        }
    }

    @Test
    void aFailurePrintsOneLineAndExitsWithOne() {
        assertThat(run("load", home.resolve("nowhere").toString(), "--check")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("recall: ").contains("nowhere");
    }

    @Test
    void cypherListsTheQueriesWithTheirParameters() {
        assertThat(run("cypher", "--list")).isZero();
        assertThat(out.toString()).contains("similar-users  Users who engaged with the same contents",
                "    --param user=…  user id", "    --param limit=…  maximum number of rows (default: 20)");
        assertThat(run("cypher", "nothing")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no query 'nothing'").contains("hub-tags");
    }

    @Test
    void compareNamesAReportThatIsMissing() {
        assertThat(run("compare", home.resolve("a").toString(), home.resolve("b").toString())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString()
                .isEqualTo("recall: there is no report " + home.resolve("a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exlain                  | unknown command 'exlain'; did you mean explain?
            biuld                   | unknown command 'biuld'; did you mean build?
            frobnicate              | unknown command 'frobnicate' (see recall --help)
            build --epoch 1         | unknown option --epoch; did you mean --epochs? (see recall build --help)
            serve --prot 9          | unknown option --prot; did you mean --port?
            world DIR --no-meda     | unknown option --no-meda; did you mean --no-media?
            build DIR               | unexpected argument 'DIR' (see recall build --help)
            graph strat             | unknown command 'strat'; did you mean start?
            """)
    void aMistypedWordGetsASuggestion(String words, String message) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("recall: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''     | Serve: | serve
            graph  | ''     | start
            keys   | ''     | revoke
            """)
    void aMissingCommandIsAnsweredWithTheList(String words, String purpose, String command) {
        assertThat(run(Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new)))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("Usage: recall").contains(purpose, "  " + command + "  ");
        assertThat(out.toString()).isEmpty();
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo"})
    void aPortThatIsTakenIsNamedBeforeAnythingElseHappens(String command) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(command, "--port", String.valueOf(taken.getLocalPort()))).isEqualTo(1);
            assertThat(err.toString().lines()).singleElement().asString()
                    .startsWith("recall: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ").contains("--port");
            assertThat(home.resolve("graph")).doesNotExist();
            assertThat(home.resolve("world")).doesNotExist();
        }
    }

    @Test
    void anUnreadableUsersFileFailsBeforeTheGraphStarts() {
        assertThat(run("batch", "--users", home.resolve("nobody").toString(), "--out", "lists")).isEqualTo(1);
        assertThat(err.toString()).contains("cannot read the user ids in", "nobody: no such file or folder");
        assertThat(home.resolve("graph")).doesNotExist();
    }

    @Test
    void idsOfUsersHaveNoBlanksAroundThem() throws IOException {
        Path users = Files.writeString(home.resolve("users.txt"), "\uFEFFu1\r\n u 2 \n\n");
        assertThat(BatchCommand.readLines(users)).containsExactly("u1", "u 2");
    }

    @Test
    void anIdThatNoUserCanHaveFailsBeforeTheGraphStarts() throws IOException {
        Path users = Files.writeString(home.resolve("users.txt"), "u1\n\n" + "x".repeat(1025) + "\n");
        assertThat(run("batch", "--users", users.toString(), "--out", "lists")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("recall: " + users + " line 3: user_id has 1025 characters, at most 1024 are allowed\n");
        Files.write(users, new byte[] {'u', (byte) 0xff});
        assertThat(run("batch", "--users", users.toString(), "--out", "lists")).isEqualTo(1);
        assertThat(err.toString()).endsWith("recall: the user ids in " + users + " are not UTF-8\n");
    }

    @Test
    void aDamagedGenerationIsListed() throws IOException {
        Files.createDirectories(home.resolve("generations/20260101T000000Z-0000"));
        assertThat(run("generations")).isZero();
        assertThat(out.toString())
                .isEqualTo("  20260101T000000Z-0000  cannot be used: generation 20260101T000000Z-0000 "
                        + "is damaged: manifest.json is missing\n");
    }

    @Test
    void anUnknownGenerationIsAFailure() {
        assertThat(run("generations", "activate", "20260101T000000Z-0000")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("20260101T000000Z-0000");
    }

    @Test
    void neighboursNeedAGeneration() {
        assertThat(run("neighbours", "--space", "i2i", "--out", home.resolve("x").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("recall build");
    }

    @Test
    void understandWritesOneLinePerValidContent() throws IOException {
        Path data = Files.createDirectories(home.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"), """
                {"content_id": "a", "title": "法式美甲教程", "category": ["美妆", "美甲"], "tags": ["美甲"]}
                {"content_id": "b", "title": "今天的心情 #晒太阳"}
                {"title": "nobody"}
                """);
        Path file = home.resolve("understood.jsonl");

        assertThat(run("understand", data.toString(), "--out", file.toString())).isZero();
        assertThat(out.toString()).contains("Rejected 1 line;", "features of 2 contents");
        assertThat(Files.readAllLines(file)).satisfiesExactly(
                line -> assertThat(line).contains("\"path\":[\"美妆\",\"美甲\"],\"score\":1.0",
                        "{\"tag\":\"美甲\",\"score\":1.0,\"source\":\"given\"}"),
                line -> assertThat(line).contains("\"terms\":[\"今天\",\"心情\"",
                        "{\"tag\":\"晒太阳\",\"score\":1.0,\"source\":\"text\"}"));
    }

    @Test
    void anUnusableFileFailsTheCheckAndTheEvaluation() throws IOException {
        String data = write("wrong", "uid,iid,action,time", "u,c,click,2025-01-01").toString();

        assertThat(run("load", data, "--check")).isEqualTo(1);
        assertThat(failures()).singleElement().asString()
                .isEqualTo(
                        "recall: events.csv: 1 of 1 records rejected (100 %); at most 5 % of a file may be rejected");
        assertThat(out.toString()).containsOnlyOnce(
                "without columns 'user_id', 'timestamp', 'content_id'; found columns 'uid', 'iid', 'action', 'time'");
        assertThat(run("evaluate", data, "--out", home.resolve("report").toString())).isEqualTo(1);
        assertThat(failures()).hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("events.csv: 1 of 1"));
        assertThat(home.resolve("graph")).doesNotExist();
        assertThat(run("load", data, "--check", "--strict", "--map", "user_id=uid,content_id=iid,timestamp=time"))
                .isZero();
    }

    /** Returns the lines of failures, without the lines of progress. */
    private List<String> failures() {
        return err.toString().lines().filter(line -> line.startsWith("recall: ")).toList();
    }

    @Test
    void theLimitOfRejectedRecordsIsAnOption() throws IOException {
        String data = write("one-of-ten", Stream.concat(Stream.of("user_id,content_id,action,timestamp"),
                IntStream.range(0, 10).mapToObj(i -> "u,c," + (i == 7 ? "fly" : "click") + ",2025-01-0" + (i / 2 + 1)))
                .toArray(String[]::new)).toString();

        assertThat(run("load", data, "--check")).isEqualTo(1);
        assertThat(err.toString()).contains("1 of 10 records rejected (10 %); at most 5 %");
        assertThat(out.toString()).contains("dead letter: events.csv line 9: /action is 'fly'");
        assertThat(run("load", data, "--check", "--max-rejected", "10")).isZero();
        assertThat(run("load", data, "--check", "--max-rejected", "10", "--strict")).isEqualTo(1);
    }

    @Test
    void timesAreReadInTheZoneOfTheOption() throws IOException {
        String data = write("local", "user_id,content_id,action,timestamp", "u,c,click,2025-01-01 8:00",
                "u,c,click,2025-01-01 8:00").toString();

        assertThat(run("load", data, "--check", "--time-zone", "Asia/Shanghai", "--unique")).isZero();
        assertThat(out.toString()).contains("time: 2025-01-01T00:00:00Z to", "2 read, 1 equal to an earlier one");
        assertThat(run("load", data, "--check", "--time-zone", "Beijing")).isEqualTo(2);
        assertThat(err.toString()).contains("'Beijing', expected a time zone such as Asia/Shanghai or +08:00");
    }

    private Path write(String name, String... events) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        Files.write(folder.resolve("events.csv"), List.of(events));
        return folder;
    }

    @Test
    void helpListsEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains(
                "demo", "world", "graph", "load", "build", "serve", "batch", "neighbours", "understand", "evaluate",
                "compare", "tune", "generations", "explain", "cypher");
        assertThat(out.toString().lines().filter(line -> line.matches("[A-Z][a-z]+:")))
                .containsExactly("Try:", "Load:", "Build:", "Serve:", "Evaluate:", "Operate:");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void noHelpBreaksTheNameOfAFile() {
        for (String command : Recall.commandLine().getSubcommands().keySet()) {
            assertThat(run(command, "--help")).as(command).isZero();
        }
        run("keys", "add", "--help");
        run("--help");

        assertThat(out.toString()).doesNotContainPattern("\\.\\R +(?:jsonl?|conf|per-)\\b");
    }

    @Test
    void helpNamesLayoutsAsTheCommandLineDoes() {
        assertThat(run("load", "--help")).isZero();
        assertThat(out.toString()).contains("recall, movielens, amazon");
    }

    @Test
    void aHomeWithoutGenerationsSaysHowToMakeOne() {
        assertThat(run("generations")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString()
                .isEqualTo("recall: " + home + " has no generation; recall build makes one");
    }

    @Test
    void homeCanPrecedeOrFollowTheCommand() {
        assertThat(run("generations", "list", "--home", home.resolve("other").toString())).isZero();
        assertThat(run("graph", "status")).isZero();
        assertThat(out.toString()).contains("Not running");
    }

    @Test
    void aWrittenWorldPassesTheCheckAndReplacesOnlyAnotherWorld() throws IOException {
        String own = write("own", "user_id,content_id,action,timestamp").toString();
        assertThat(run("world", own, "--users", "30", "--contents", "40", "--events", "500")).isEqualTo(1);
        assertThat(failures()).singleElement().asString()
                .contains(own + " has files and is no complete simulated world");
        assertThat(Path.of(own)).isDirectoryContaining("glob:**/events.csv")
                .isDirectoryNotContaining("glob:**/users.*");

        String world = home.resolve("world").toString();
        assertThat(run("world", world, "--users", "20", "--contents", "30", "--events", "300", "--no-media")).isZero();
        assertThat(run("world", world, "--users", "30", "--contents", "40", "--events", "500", "--seed", "3")).isZero();
        Path profile = home.resolve("profile.json");
        assertThat(run("load", world, "--check", "--out", profile.toString())).isZero();
        assertThat(out.toString()).contains("events.jsonl").doesNotContain("dead letter");
        assertThat(profile).content().contains("\"warnings\" : [");
    }
}
