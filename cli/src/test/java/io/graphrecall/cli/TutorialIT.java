package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs every command of the tutorial up to its clean-up. {@link OwnLogIT} runs the others. */
@ResourceLock(CommandRun.TRAINING)
class TutorialIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everyCommandOfTheTutorialWorks() throws Exception {
        List<String> commands = TutorialCommands.ofSimulatedData();
        assertThat(commands).hasSizeGreaterThan(12);
        RunningGraph.keepPlans(folder.resolve("var"));
        TutorialCommands tutorial = new TutorialCommands(folder, List.of());
        try {
            for (String command : commands) {
                tutorial.run(command);
            }
        } finally {
            tutorial.stop();
        }
        tutorial.assertOneFullRecall();
        assertThat(folder.resolve("report/report.html")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("lists.jsonl"))).hasSize(200);
    }
}
