package io.graphrecall.service.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.JobStatus;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.LocalBlocks;
import io.graphrecall.service.cluster.ClusterClient;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.cluster.HazelcastMember;
import io.graphrecall.service.state.StateParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Members of one cluster in this process, and one in another process, which can be killed. */
@Timeout(120)
class MemberBlocksIT {

    /** Several times as many as may wait for the command. */
    private static final int BLOCKS = 120;

    @TempDir
    private Path trace;

    private TestCluster cluster;

    @BeforeEach
    void choosePort() throws IOException {
        cluster = new TestCluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** Returns a task whose input is longer than a chunk. */
    private DigestTask task(int millis, int failing) {
        byte[] input = new byte[2_500_000];
        new Random(1).nextBytes(input);
        return new DigestTask(BLOCKS, input, millis, failing, trace.toString());
    }

    private static List<String> local(DigestTask task) {
        List<String> results = new ArrayList<>();
        LocalBlocks.PLAIN.run(task, results::add);
        return results;
    }

    @Test
    void oneAndThreeMembersGiveTheResultsOfThisMachine() {
        DigestTask task = task(0, -1);
        cluster.start(1);
        List<String> ofOne = new ArrayList<>();
        try (ClusterClient client = cluster.connect()) {
            client.blocks().run(task, ofOne::add);
        }
        cluster.start(2);
        List<String> ofThree = new ArrayList<>();
        try (ClusterClient client = cluster.connect()) {
            assertThat(client.members()).isEqualTo(3);
            client.blocks().run(task, ofThree::add);
        }
        assertThat(ofOne).hasSize(BLOCKS).isEqualTo(local(task(0, -1)));
        assertThat(ofThree).isEqualTo(ofOne);
        cluster.assertNothingIsLeft();
    }

    @Test
    void aMemberThatIsKilledInTheMiddleChangesNothing() throws Exception {
        DigestTask task = task(20, -1);
        // The oldest member coordinates the job. Killing it is the hard case.
        Process oldest = cluster.startProcess();
        cluster.start(2);
        List<String> results = new ArrayList<>();
        try (ClusterClient client = cluster.connect()) {
            client.blocks().run(task, result -> {
                results.add(result);
                if (results.size() == BLOCKS / 4) {
                    assertThat(task.traceOf(oldest.pid())).exists();
                    oldest.destroyForcibly().onExit().join();
                }
            });
        }
        assertThat(results).isEqualTo(local(task(0, -1)));
        assertThat(cluster.members().getFirst().getCluster().getMembers()).hasSize(2);
        cluster.assertNothingIsLeft();
    }

    @Test
    void aMemberThatShutsDownInTheMiddleChangesNothing() {
        DigestTask task = task(20, -1);
        cluster.start(3);
        List<String> results = new ArrayList<>();
        try (ClusterClient client = cluster.connect()) {
            client.blocks().run(task, result -> {
                results.add(result);
                if (results.size() == BLOCKS / 4) {
                    HazelcastInstance leaving = cluster.members().removeLast();
                    BulkMember.of(leaving).close();
                    leaving.shutdown();
                }
            });
        }
        assertThat(results).isEqualTo(local(task(0, -1)));
        cluster.assertNothingIsLeft();
    }

    @Test
    void anInterruptCancelsTheJob() {
        cluster.start(2);
        List<String> results = new ArrayList<>();
        try (ClusterClient client = cluster.connect()) {
            assertThatThrownBy(() -> client.blocks().run(task(20, -1), result -> {
                results.add(result);
                if (results.size() == 10) {
                    assertThat(cluster.members().getFirst().getJet().getJobs())
                            .anyMatch(job -> job.getStatus() == JobStatus.RUNNING);
                    Thread.currentThread().interrupt();
                }
            })).isInstanceOfSatisfying(RecallException.class,
                    e -> assertThat(e.code()).isEqualTo(RecallException.Code.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(results).hasSize(10);
        cluster.assertNothingIsLeft();
    }

    @Test
    void aBlockThatFailsEndsTheRunWithItsCause() {
        cluster.start(3);
        List<String> results = new ArrayList<>();
        long began;
        try (ClusterClient client = cluster.connect()) {
            began = System.nanoTime();
            assertThatThrownBy(() -> client.blocks().run(task(1, 50), results::add))
                    .isInstanceOfSatisfying(RecallException.class, e -> {
                        assertThat(e.code()).isEqualTo(RecallException.Code.INVALID);
                        assertThat(e.getMessage()).matches("member \\S+: block 50 is broken");
                    });
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as("time without a response that is not understood")
                .isLessThan(Duration.ofSeconds(15));
        assertThat(results).hasSizeLessThanOrEqualTo(50);
        cluster.assertNothingIsLeft();
    }

    @Test
    void aMemberOfAnotherVersionIsRefused() {
        Config other = new Config().setClusterName(cluster.settings().name());
        other.getNetworkConfig().setPort(cluster.settings().port()).getJoin().getAutoDetectionConfig()
                .setEnabled(false);
        other.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        other.getJetConfig().setEnabled(false);
        other.setProperty("hazelcast.phone.home.enabled", "false");
        other.setProperty("hazelcast.logging.type", "slf4j");
        cluster.members().add(Hazelcast.newHazelcastInstance(other));
        try (ClusterClient client = cluster.connect()) {
            assertThatThrownBy(() -> client.blocks().run(task(0, -1), result -> {
            })).isInstanceOf(RecallException.class).hasMessageContaining("use the same version");
        }
    }

    @Test
    void aMemberThatRunsAloneTakesNoWork() {
        ClusterSettings named = cluster.settings();
        cluster.members().add(HazelcastMember.start(
                new ClusterSettings(named.name(), named.host(), named.port(), List.of(), 1),
                new StateParameters(10, 0, Duration.ofHours(1), Duration.ofHours(1), 0, 1)));
        assertThat(ClusterClient.connect(named)).as("it has a name that nobody knows").isEmpty();
    }

    @Test
    void withoutMembersThereIsNoConnection() {
        assertThat(ClusterClient.connect(cluster.settings())).isEmpty();
    }
}
