package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

@ExtendWith(RunningGraph.class)
class ClusterRoutingIT {

    private static final CypherStatement CREATE = statement("CREATE (:Tag {name: 'routed'})");
    private static final CypherStatement DELETE = statement("MATCH (t:Tag) DETACH DELETE t");
    private static final CypherStatement NAMES = statement("MATCH (t:Tag) RETURN t.name AS name");

    /** Key and value of the access mode in a message, which says nothing of a write. */
    private static final String READ_MODE = "mode\u0081r";

    private final GraphAddress address;
    private final BoltProxy replica;
    private final BoltProxy leader;
    private final GraphClient cluster;

    ClusterRoutingIT(GraphAddress address) throws IOException {
        this.address = address;
        replica = BoltProxy.replica(address.uri());
        leader = BoltProxy.leader(address.uri(), replica);
        cluster = connect(leader.cluster());
    }

    private GraphClient connect(URI uri) {
        return GraphClient.connect(uri, address.user(), address.password());
    }

    @BeforeEach
    void begin() {
        cluster.write(tx -> tx.execute(DELETE, Map.of()));
        leader.received();
    }

    @AfterEach
    void close() {
        cluster.close();
        leader.close();
        replica.close();
    }

    @Test
    void aServerWithoutAClusterIsItsOwnRoutingTable() {
        try (GraphClient routed = connect(URI.create("neo4j://" + address.uri().getAuthority()))) {
            GraphSchema.migrate(routed);
            routed.write(tx -> tx.execute(CREATE, Map.of()));
            assertThat(routed.read(NAMES, Map.of(), row -> row.string("name"))).containsExactly("routed");
        }
    }

    @Test
    void writesGoToTheLeaderAndReadsToAReplicaWithTheBookmarkOfTheWrite() {
        cluster.write(tx -> tx.execute(CREATE, Map.of()));
        String write = leader.lastBookmark();
        assertThat(leader.received()).contains(CREATE.text()).doesNotContain(READ_MODE);

        assertThat(cluster.read(NAMES, Map.of(), row -> row.string("name"))).containsExactly("routed");
        assertThat(replica.received()).contains(NAMES.text(), READ_MODE, write);

        String read = replica.lastBookmark();
        cluster.stream(NAMES, Map.of(), row -> assertThat(row.string("name")).isEqualTo("routed"));
        assertThat(replica.received()).contains(NAMES.text(), READ_MODE, read);

        cluster.query(NAMES.text(), Map.of(), 1, Duration.ofSeconds(10));
        assertThat(replica.received()).contains(NAMES.text(), READ_MODE, replica.lastBookmark());
        assertThat(leader.received()).doesNotContain(NAMES.text());
    }

    @Test
    void theLatestPositionIsReadFromTheLeaderAndLaterReadsWaitForIt() {
        try (GraphClient other = connect(address.uri())) {
            other.write(tx -> tx.execute(CREATE, Map.of()));
        }
        cluster.readLatest(NAMES, Map.of(), row -> row.string("name"));
        String position = leader.lastBookmark();
        assertThat(leader.received()).contains(NAMES.text()).doesNotContain(READ_MODE);

        assertThat(cluster.read(NAMES, Map.of(), row -> row.string("name"))).containsExactly("routed");
        assertThat(replica.received()).contains(position);
    }

    @Test
    void aProbeAsksTheLeaderAndWaitsForNoBookmark() {
        cluster.write(tx -> tx.execute(CREATE, Map.of()));
        leader.received();
        cluster.probe(NAMES);
        assertThat(leader.received()).contains(NAMES.text()).doesNotContain(READ_MODE, "FB:");
    }

    @Test
    void writesGoOnAtTheNextLeader() {
        cluster.write(tx -> tx.execute(CREATE, Map.of()));
        String write = leader.lastBookmark();
        assertThat(replica.received()).doesNotContain(CREATE.text());

        leader.close();
        cluster.write(tx -> tx.execute(DELETE, Map.of()));
        assertThat(replica.received()).contains(DELETE.text(), write);
    }

    @Test
    void oneServerGetsNoBookmarks() {
        try (GraphClient single = connect(replica.single())) {
            single.write(tx -> tx.execute(CREATE, Map.of()));
            single.read(NAMES, Map.of(), row -> row.string("name"));
            assertThat(replica.received()).contains(CREATE.text(), NAMES.text()).doesNotContain("FB:");
        }
    }

    private static CypherStatement statement(String text) {
        return new CypherStatement("test/statement", text);
    }
}
