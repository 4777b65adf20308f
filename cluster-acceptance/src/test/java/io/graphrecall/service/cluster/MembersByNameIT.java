package io.graphrecall.service.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
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

/** Members that are given by host names, as in containers, each at its own loopback address. */
class MembersByNameIT {

    @Test
    @Timeout(120)
    void membersFindEachOtherAndOneThatDoesNotExistIsPassedOver(@TempDir Path folder) throws IOException {
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.2 first.members\n127.0.0.3 second.members\n");
        int port = freePort();
        Process first = start(hosts, "127.0.0.2", port);
        Process second = start(hosts, "127.0.0.3", port);
        try {
            assertThat(first.inputReader(UTF_8).lines()).contains("2 members");
            assertThat(second.inputReader(UTF_8).lines()).contains("2 members");
        } finally {
            first.destroyForcibly().onExit().join();
            second.destroyForcibly().onExit().join();
        }
    }

    private static Process start(Path hosts, String host, int port) throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--add-modules", "java.se",
                "-Djdk.net.hosts.file=" + hosts, "-cp",
                System.getProperty("java.class.path"), MembersByNameIT.class.getName(), host, Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            return socket.getLocalPort();
        }
    }

    /** The process of a member. It ends when it sees two members. */
    public static void main(String[] arguments) throws InterruptedException {
        String host = arguments[0];
        int port = Integer.parseInt(arguments[1]);
        ClusterSettings settings = new ClusterSettings("members-by-name-" + port, host, port,
                List.of("first.members:" + port, "second.members:" + port, "third.members:" + port), 1);
        HazelcastInstance member = HazelcastMember.start(
                settings, new StateParameters(10, 0, Duration.ofHours(1), Duration.ofHours(1), 0, 1));
        while (member.getCluster().getMembers().size() < 2) {
            Thread.sleep(100);
        }
        System.out.println("2 members");
        Thread.sleep(Duration.ofSeconds(5)); // until the other one has seen this one
        System.exit(0);
    }
}
