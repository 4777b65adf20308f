package io.graphrecall.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.FreePort;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

@ExtendWith(RunningGraph.class)
class GenerationMemberIT {

    /** The poll of the pointer and the activation both switch a member; the second of them finds it done. */
    @Test
    void aSwitchToTheGenerationThatServesReadsItOnce(GraphAddress address, @TempDir Path home) throws IOException {
        GenerationId first = new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        String cluster = "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try (TestService service = TestService.join(address, home, cluster, FreePort.next())) {
            HazelcastInstance member = Hazelcast.getAllHazelcastInstances().stream()
                    .filter(one -> one.getConfig().getClusterName().equals(cluster)).findFirst().orElseThrow();
            ServingSnapshot before = service.server().snapshot();

            Objects.requireNonNull(GenerationMember.of(member)).switchTo(first);

            assertThat(service.server().snapshot()).isSameAs(before);
        }
    }
}
