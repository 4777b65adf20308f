package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the commands of the tutorial's last section. */
@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
@ResourceLock(CommandRun.TRAINING)
class OwnLogIT {

    private static final List<String> LIFE_CYCLE = List.of(
            "./recall --home var/own graph start", "./recall --home var/own graph stop");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everyCommandForALogOfYourOwnWorks(GraphAddress address) throws Exception {
        Map<Boolean, List<String>> commands = TutorialCommands.ofOwnLog().stream()
                .collect(Collectors.partitioningBy(LIFE_CYCLE::contains));
        assertThat(commands.get(true)).isEqualTo(LIFE_CYCLE);
        assertThat(commands.get(false)).hasSizeGreaterThan(7);
        TutorialCommands tutorial = new TutorialCommands(folder, address);
        try {
            for (String command : commands.get(false)) {
                tutorial.run(command);
            }
        } finally {
            tutorial.stop();
        }
        tutorial.assertOneFullRecall();
    }
}
