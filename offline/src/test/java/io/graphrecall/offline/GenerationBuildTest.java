package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.schema.LockFile;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

class GenerationBuildTest {

    @TempDir
    private Path home;

    @Test
    void oneBuildOfAHomeRunsAtATime() throws IOException {
        try (GraphClient graph = GraphClient.connect(URI.create("bolt://127.0.0.1:1"), "neo4j", "unused")) {
            GenerationBuild build = new GenerationBuild(graph, new GenerationStore(home), home);
            LockFile.hold(home.resolve("build.lock"), () -> assertThatExceptionOfType(RecallException.class)
                    .isThrownBy(() -> build.run(BuildOptions.DEFAULT, Progress.NONE))
                    .withMessageContaining("another build of " + home + " is running")
                    .matches(e -> e.code() == RecallException.Code.CONFLICT));
        }
    }
}
