package io.graphrecall.service.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.cluster.HazelcastMember;
import io.graphrecall.service.state.StateParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class HomeErasureIT {

    private static final UserId USER = new UserId("ann");

    @Test
    @Timeout(60)
    void anotherMemberCleansItsFilesAlsoIfItCannotForgetTheUser(@TempDir Path first, @TempDir Path second)
            throws Exception {
        int port = freePort();
        HazelcastInstance one = start(port);
        HazelcastInstance other = start(port);
        Path log = Files.writeString(Files.createDirectories(second.resolve("logs")).resolve("recall.log"),
                "WARN user 'ann' did something\n");
        try {
            assertThat(one.getCluster().getMembers()).hasSize(2);
            new HomeErasure(other, new HomeFiles(second), user -> {
                throw new IllegalStateException("the graph rejects reads");
            });

            new HomeErasure(one, new HomeFiles(first), user -> {
            }).everywhere(USER);

            while (Files.readString(log).contains("ann")) { // until the timeout of the test
                Thread.sleep(50);
            }
        } finally {
            one.shutdown();
            other.shutdown();
        }
    }

    private static HazelcastInstance start(int port) {
        return HazelcastMember.start(
                new ClusterSettings("home-erasure-" + port, "127.0.0.1", port,
                        List.of("127.0.0.1:" + port, "127.0.0.1:" + (port + 1)), 1),
                new StateParameters(10, 0, Duration.ofHours(1), Duration.ofHours(1), 0, 1));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
