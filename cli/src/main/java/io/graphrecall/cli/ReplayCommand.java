package io.graphrecall.cli;

import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.adapters.ColumnMapping;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.intake.Spool;
import io.graphrecall.service.intake.TopicIntake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

@Command(name = "replay", description = "Loads rejected records again, by the rules of load. Accepted ones leave the dead-letter file; the others stay "
        + "with their new reason. Loading a record twice changes nothing.")
final class ReplayCommand extends HomeCommand implements Runnable {

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Dead-letter files (default: those of the home folder: of loads, of a topic and of the spool).")
    private List<Path> files = List.of();

    @Option(names = "--map", split = ",", paramLabel = "FIELD=COLUMN", description = "Fields of other names in the records: user_id=uid for every record that has uid, events.user_id=uid for events (default: none).")
    private Map<String, String> mapping = Map.of();

    @Option(names = "--dry-run", description = "Validate the records and write nothing.")
    private boolean dryRun;

    @Override
    public void run() {
        ColumnMapping columns = columns(mapping);
        List<Path> chosen = files.isEmpty()
                ? Stream.of(DeadLetters.FILE, TopicIntake.DEAD_LETTERS, Spool.DEAD_LETTERS)
                        .map(home().folder()::resolve)
                        .filter(Files::exists).toList()
                : files;
        if (chosen.isEmpty()) {
            throw new RecallException(Code.NOT_FOUND, "there are no dead letters in " + home().folder());
        }
        Console console = console();
        try (RecallHome home = home().openExisting(console.progress())) {
            for (Path file : chosen) {
                List<String> lines = home.loader().replay(file, columns, dryRun, console.progress()).lines();
                console.print(file + (dryRun ? ", dry run" : ""));
                lines.forEach(console::print);
            }
        }
    }
}
