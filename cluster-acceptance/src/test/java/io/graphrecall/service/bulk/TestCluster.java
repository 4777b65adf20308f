package io.graphrecall.service.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.service.cluster.ClusterClient;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.cluster.HazelcastMember;
import io.graphrecall.service.state.StateParameters;
import io.graphrecall.testkit.FreePort;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Members of a cluster without services: in this process, and in other processes, which can be killed. */
final class TestCluster implements AutoCloseable {

    private final List<HazelcastInstance> members = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final ClusterSettings settings;

    TestCluster() throws IOException {
        settings = settings(FreePort.next());
    }

    /** Each member has one thread for blocks. */
    private static ClusterSettings settings(int port) {
        return new ClusterSettings("blocks-" + port, "127.0.0.1", port, List.of("127.0.0.1:" + port), 1, 1,
                Duration.ofSeconds(5), false);
    }

    ClusterSettings settings() {
        return settings;
    }

    /** Members in this process. */
    List<HazelcastInstance> members() {
        return members;
    }

    void start(int count) {
        for (int i = 0; i < count; i++) {
            members.add(start(settings));
        }
    }

    private static HazelcastInstance start(ClusterSettings settings) {
        return HazelcastMember.start(
                settings, new StateParameters(10, 0, Duration.ofHours(1), Duration.ofHours(1), 0, 1));
    }

    Process startProcess() throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "--add-modules", "java.se,jdk.incubator.vector", "-cp",
                System.getProperty("java.class.path"), TestCluster.class.getName(), Integer.toString(settings.port()))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        processes.add(process);
        BufferedReader output = process.inputReader(UTF_8);
        String line = output.readLine();
        while (line != null && !line.equals("started")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
        return process;
    }

    ClusterClient connect() {
        return ClusterClient.connect(settings).orElseThrow();
    }

    void assertNothingIsLeft() {
        HazelcastInstance member = members.getFirst();
        assertThat(BulkMaps.states(member).keySet()).isEmpty();
        assertThat(member.getDistributedObjects())
                .noneMatch(map -> map.getName().matches("bulk-(task|inputs|results)-.*"));
        assertThat(member.getJet().getJobs()).allMatch(job -> job.getStatus().isTerminal());
    }

    @Override
    public void close() {
        members.forEach(member -> member.getLifecycleService().terminate());
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }

    /** The process of a member. It ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        start(settings(Integer.parseInt(arguments[0])));
        System.out.println("started");
        System.in.readAllBytes();
        System.exit(0);
    }
}
