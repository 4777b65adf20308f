package io.graphrecall.cli;

import io.graphrecall.home.backup.BackupManifest;
import io.graphrecall.home.backup.HomeBackup;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.access.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

@Command(name = "backup", description = "Copies a home with a local Neo4j to a new folder: graph, settings, keys, tuned blend and generations. "
        + "The local Neo4j must be stopped; --stop does that for one that graph start started.")
final class BackupCommand extends HomeCommand implements Runnable {

    private static final long MIB = 1 << 20;

    @Parameters(paramLabel = "DIR", description = "New folder of the backup, outside the home.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--generations", paramLabel = "NAME", defaultValue = "current", description = "Generations to copy: none, current (the active one), all (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private HomeBackup.Generations generations;

    @Option(names = "--stop", description = "Stop a Neo4j that graph start started, and start it again after the copy.")
    private boolean stop;

    @Override
    public void run() {
        requireLocal("backup", "neo4j-admin database dump and load");
        HomeBackup backup = new HomeBackup(home().folder(), generations, Clock.systemUTC());
        Console console = console();
        BackupManifest manifest = stop
                ? backup.stopAndWrite(folder, console.progress())
                : backup.write(folder, console.progress());
        AuditLog.record(AuditLog.COMMAND_LINE, "backup", Map.of("folder", folder.toString()), "written", "");
        console.print("Backed up %s to %s: %s, %,d MiB".formatted(
                String.join(", ", manifest.entries()), folder, Counts.of(manifest.files().size(), "file"),
                manifest.bytes() / MIB));
        List<String> others = othersThan(manifest.entries());
        if (!others.isEmpty()) {
            console.print("Not in the backup: " + String.join(", ", others)
                    + ". Copy media and certificates with your other files");
        }
    }

    /** Returns the names of the files and folders of the home that a backup lacks. */
    private List<String> othersThan(List<String> copied) {
        try (Stream<Path> entries = Files.list(home().folder())) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !copied.contains(name)).sorted().toList();
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, home().folder() + " cannot be listed: " + reason(e), e);
        }
    }
}
