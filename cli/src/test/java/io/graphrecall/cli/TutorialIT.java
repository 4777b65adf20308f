package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs every command of the tutorial up to its clean-up. The evaluation is the last one before Neo4j stops, with the same
 * Neo4j, which saves the start of another one. {@link OwnLogIT} runs the other commands.
 */
@ResourceLock(CommandRun.TRAINING)
class TutorialIT {

    private static final String EVALUATION = "./recall evaluate var/my-data --epochs 1 --out var/report";
    private static final String STOP = "./recall graph stop";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void stopGraph() {
        LocalGraph.stop(folder.resolve("var"));
    }

    @Test
    void everyCommandOfTheTutorialWorks() throws Exception {
        List<String> commands = new ArrayList<>(TutorialCommands.ofSimulatedData());
        assertThat(commands).hasSizeGreaterThan(12).contains(EVALUATION, STOP);
        commands.remove(EVALUATION);
        commands.remove(STOP);
        Path home = folder.resolve("var");
        RunningGraph.keepPlans(home);
        TutorialCommands tutorial = new TutorialCommands(folder, List.of());
        try {
            for (String command : commands) {
                tutorial.run(command);
            }
        } finally {
            tutorial.stop();
        }
        tutorial.assertOneFullRecall();
        assertThat(Files.readAllLines(home.resolve("lists.jsonl"))).hasSize(TutorialCommands.USERS);

        RunningGraph.empty(LocalGraph.status(home).address().orElseThrow());
        Files.writeString(home.resolve(ServiceSettings.FILE), CommandRun.SETTING);
        tutorial.evaluate(EVALUATION, home);
        assertThat(home.resolve("report/report.html")).isNotEmptyFile();
        assertThat(home.resolve("report/home")).doesNotExist();
        tutorial.run(STOP);
        assertThat(LocalGraph.status(home).isRunning()).isFalse();
    }
}
