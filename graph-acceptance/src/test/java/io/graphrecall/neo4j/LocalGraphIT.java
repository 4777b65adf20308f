package io.graphrecall.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Most tests share one graph. The last one kills it, and another process starts it again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalGraphIT {

    /** Tests of other modules run beside this one. */
    private static final Duration LONG = Duration.ofMinutes(3);

    /** The archive has about 100 MB, that of a failed start 14 MB. */
    private static final long MIN_ARCHIVE_BYTES = 50_000_000;

    @TempDir
    private static Path home;

    private static LocalGraph graph;

    /** The first process leaves an archive of its classes to the others. Its statement loads most classes of Cypher. */
    @BeforeAll
    static void start() throws Exception {
        System.setProperty("graphrecall.neo4j.jvm", "-XX:TieredStopAtLevel=1"); // other tests do not write the archive
        Path own = home.resolve("first");
        StoreFolder store = StoreFolder.of(own);
        store.create();
        Files.writeString(store.configuration(), "server.memory.pagecache.size=much\n");
        assertThatExceptionOfType(RecallException.class).as("a wrong setting is named, and its failed start repaired")
                .isThrownBy(() -> LocalGraph.startDetached(own)).withMessageContaining("much");
        Files.delete(store.configuration());
        Process owner = new ProcessBuilder("sleep", "600").start();
        LocalGraph first = LocalGraph.attachOrStart(own, owner.toHandle());
        assertThat(first.isOwned()).isFalse();
        first.close(); // leaves it to its owner
        query(first.address(), """
                UNWIND [{key: 1}] AS row MERGE (a:First {key: row.key}) SET a += row WITH a
                CALL (a) { OPTIONAL MATCH (a)-[r:KNOWS*1..2]->(b) WHERE b.key > 1 RETURN count(r) AS n }
                WITH a, n ORDER BY n LIMIT 1 MERGE (a)-[:KNOWS]->(a) RETURN a.key AS key, collect(n) AS counts""");
        assertThat(LocalGraph.status(own).isOwned()).isTrue();
        assertEndsWith(owner, own);
        assertThat(Files.size(Distribution.locate().resolve("classes.jsa")))
                .as("the failed start, which loads few classes, leaves no archive").isGreaterThan(MIN_ARCHIVE_BYTES);
        graph = LocalGraph.attachOrStart(home);
    }

    @AfterAll
    static void stop() {
        graph.close();
        assertThat(LocalGraph.status(home).isRunning()).isFalse();
    }

    @Test
    void aStartedGraphIsReady() {
        assertThat(graph.isOwned()).isTrue();
        assertThat(LocalGraph.status(home).address()).hasValue(graph.address());
        assertThat(LocalGraph.status(home).isOwned()).isTrue();
        assertThat(query(graph.address(), "RETURN 1 AS one").getFirst().get("one").asInt()).isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsRefused() {
        GraphAddress wrong = new GraphAddress(graph.address().uri(), "neo4j", "neo4j");
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> query(wrong, "RETURN 1"));
    }

    @Test
    void thePasswordIsReadableByItsOwnerOnly() throws IOException {
        Path file = home.resolve("graph").resolve("password");
        assertThat(file).hasContent(graph.address().password());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("graph"))))
                .isEqualTo("rwx------");
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() throws IOException {
        int port = graph.address().uri().getPort();
        assertThat(accepts(loopback(), port)).isTrue();
        List<InetAddress> others = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(Predicate.not(loopback()::equals)).toList();
        assertThat(others).noneMatch(address -> accepts(address, port));
    }

    @Test
    void computesWithGraphDataScience() {
        GraphAddress address = graph.address();
        query(address, "CREATE (:Left {id: 1})-[:LINK]->(:Right)<-[:LINK]-(:Left {id: 2})");
        query(address, "MATCH (s)-[:LINK]->(t) RETURN gds.graph.project('links', s, t) AS graph");
        List<Record> pairs = query(address, """
                CALL gds.nodeSimilarity.stream('links') YIELD node1, node2, similarity
                RETURN node1, node2, similarity""");
        assertThat(pairs).hasSize(2).allSatisfy(
                pair -> assertThat(pair.get("similarity").asDouble()).isEqualTo(1.0));
        assertThat(query(address, "CALL gds.list() YIELD name RETURN name")).hasSizeGreaterThan(400);
    }

    @Test
    void aStatementCannotReadFiles() {
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> query(graph.address(), "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line"))
                .withMessageContaining("dbms.security.allow_csv_import_from_file_urls");
    }

    @Test
    void aSecondCallerAttaches() {
        try (LocalGraph second = LocalGraph.attachOrStart(home)) {
            assertThat(second.isOwned()).isFalse();
            assertThat(second.address()).isEqualTo(graph.address());
        }
        query(graph.address(), "RETURN 1");
    }

    @Test
    void aSecondProcessOnTheStoreIsRefused() {
        long pid = LocalGraph.status(home).pid();
        String inUse = "The graph store " + home.resolve("graph") + " is in use by process " + pid;

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> LocalGraph.startDetached(home))
                .withMessage(inUse).satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));

        Launch second = Launch.detached(StoreFolder.of(home));
        assertThat(second.awaitReady(LONG)).isFalse();
        assertThat(second.lastOutputLine()).isEqualTo(inUse);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> LocalGraph.lock(home))
                .withMessage(inUse + ": end the command that started it, such as recall serve");
        query(graph.address(), "RETURN 1");
    }

    @Test
    void aStartThatTakesTooLongNamesTheSetting(@TempDir Path own) {
        Launch launch = Launch.detached(StoreFolder.of(own));
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> launch.awaitReady(Duration.ZERO))
                .withMessageContaining("GRAPHRECALL_NEO4J_START_MINUTES");
        launch.process().onExit().join();
    }

    @Test
    void theInterruptOfATerminalIsIgnored() throws Exception {
        signal("INT", LocalGraph.status(home).pid());
        Thread.sleep(500);
        query(graph.address(), "RETURN 1");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void committedDataSurvivesAKillAndTheGraphEndsWithItsKilledOwner() throws Exception {
        GraphAddress address = graph.address();
        query(address, "UNWIND range(1, 1000) AS i CREATE (:Committed {i: i})");
        long pid = LocalGraph.status(home).pid();
        signal("KILL", pid);
        awaitEnd(pid);
        assertThat(home.resolve("graph").resolve("process.properties")).exists();
        assertThat(LocalGraph.status(home).isRunning()).isFalse();

        Process owner = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Dgraphrecall.neo4j.jvm=-XX:TieredStopAtLevel=1",
                OwningProcess.class.getName(), home.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(owner.inputReader().readLine()).isEqualTo("owned");
        assertThat(LocalGraph.status(home).address()).as("the port is reused after a restart").hasValue(address);
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> LocalGraph.requireNoneOfAnotherCommand(home))
                .withMessageContainingAll("process " + LocalGraph.status(home).pid(), "recall graph start")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
        graph.close(); // leaves the process alone that was started since
        assertThat(query(address, "MATCH (k:Committed) RETURN count(k) AS n").getFirst().get("n").asInt())
                .isEqualTo(1000);

        assertEndsWith(owner, home);
    }

    private static void assertEndsWith(Process owner, Path home) throws InterruptedException {
        long pid = LocalGraph.status(home).pid();
        assertThat(pid).isPositive();
        owner.destroyForcibly().waitFor();
        LocalGraph.requireNoneOfAnotherCommand(home);
        awaitEnd(pid);
        assertThat(LocalGraph.status(home).isRunning()).isFalse();
    }

    private static List<Record> query(GraphAddress address, String text) {
        try (Driver driver = driver(address)) {
            return driver.executableQuery(text).execute().records();
        }
    }

    private static Driver driver(GraphAddress address) {
        return GraphDatabase.driver(address.uri(), AuthTokens.basic(address.user(), address.password()));
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor()).isZero();
    }

    private static void awaitEnd(long pid) throws InterruptedException {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (ProcessHandle.of(pid).filter(process -> new RunningProcess(process, 0).isAlive()).isPresent()) {
            assertThat(System.nanoTime()).as("process " + pid + " is still running").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
