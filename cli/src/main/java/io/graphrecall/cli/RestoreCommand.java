package io.graphrecall.cli;

import io.graphrecall.home.backup.BackupManifest;
import io.graphrecall.home.backup.HomeRestore;
import io.graphrecall.service.access.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Map;

@Command(name = "restore", description = "Restores a backup of a home with a local Neo4j. Verifies every checksum before it changes anything. The local "
        + "Neo4j and all services on the home must be stopped.")
final class RestoreCommand extends HomeCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "Folder of the backup.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--replace", description = "Replace the files that the home has, and delete the replaced ones.")
    private boolean replace;

    @Override
    public void run() {
        requireLocal("restore", "neo4j-admin database dump and load");
        Console console = console();
        BackupManifest manifest = new HomeRestore(home().folder()).run(folder, replace, console.progress());
        AuditLog.record(AuditLog.COMMAND_LINE, "restore", Map.of("folder", folder.toString()), "restored", "");
        console.print("Restored " + String.join(", ", manifest.entries()) + " of " + manifest.createdAt());
        console.print("Next: erase again the users that were erased since, then run recall build");
    }
}
