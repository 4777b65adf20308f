package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs every command of the tutorial up to its clean-up. {@link OwnLogIT} runs those of the last section. */
@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
@ResourceLock(CommandRun.TRAINING)
class TutorialIT {

    private static final String EVALUATION = "./recall evaluate var/my-data --epochs 1 --configuration session --out var/report";
    private static final List<String> LIFE_CYCLE = List.of("./recall graph start", "./recall graph stop");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everyCommandOfTheTutorialWorks(GraphAddress address) throws Exception {
        List<String> commands = new ArrayList<>(TutorialCommands.ofSimulatedData());
        assertThat(commands).hasSizeGreaterThan(12).contains(EVALUATION).containsAll(LIFE_CYCLE);
        commands.remove(EVALUATION);
        commands.removeAll(LIFE_CYCLE);
        Path home = folder.resolve("var");
        TutorialCommands tutorial = new TutorialCommands(folder, address);
        try {
            for (String command : commands) {
                tutorial.run(command);
            }
        } finally {
            tutorial.stop();
        }
        tutorial.assertOneFullRecall();
        assertThat(Files.readAllLines(home.resolve("lists.jsonl"))).hasSize(TutorialCommands.USERS);

        RunningGraph.empty(address);
        Files.writeString(home.resolve(SettingsSource.FILE), CommandRun.SETTING);
        tutorial.evaluate(EVALUATION);
        assertThat(home.resolve("report/report.html")).isNotEmptyFile();
        assertThat(home.resolve("report/home")).doesNotExist();
    }
}
