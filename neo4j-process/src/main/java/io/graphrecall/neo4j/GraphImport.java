package io.graphrecall.neo4j;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Run of {@code neo4j-admin database import full} in a process, into the store of a home without a database. */
public final class GraphImport {

    private static final String MAIN = "org.neo4j.cli.AdminTool";

    private GraphImport() {}

    /**
     * Imports files and returns when the import has ended. An interrupt of the calling thread ends the import.
     *
     * @param home      home without a database; a {@code neo4j.conf} in its store applies
     * @param folder    folder to which the arguments are relative
     * @param arguments arguments of the import
     * @throws RecallException UNAVAILABLE if the import fails; CANCELLED if the thread was interrupted
     */
    public static void run(Path home, Path folder, List<String> arguments) {
        StoreFolder store = StoreFolder.of(home);
        List<String> command = new ArrayList<>(Launch.java(MAIN, List.of()));
        command.addAll(List.of("database", "import", "full"));
        command.addAll(arguments);
        if (Files.exists(store.configuration())) {
            command.add("--additional-config=" + store.configuration());
        }
        command.add("neo4j");
        try {
            store.create();
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectInput(Redirect.from(Launch.nullDevice())).redirectOutput(store.output().toFile());
            builder.environment().put("NEO4J_HOME", store.path().toString());
            await(builder.start(), store);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "Could not start the import: " + e.getMessage(), e);
        }
    }

    private static void await(Process process, StoreFolder store) throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new RecallException(Code.UNAVAILABLE, "The import failed: " + reason(store.output()));
            }
        } catch (InterruptedException e) {
            LocalGraph.end(process);
            Thread.currentThread().interrupt();
            throw new RecallException(Code.CANCELLED, "Interrupted during the import", e);
        }
    }

    /** Returns the message of the importer, which it prints between {@code Command Failed} and where the details are. */
    private static String reason(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output).stream().map(String::strip).filter(line -> !line.isEmpty())
                .toList();
        int start = lines.lastIndexOf("Command Failed") + 1;
        String message = String.join(" ", lines.subList(start, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("Full exception details") && !line.startsWith("---")).toList());
        return message.isEmpty() ? "it ended without any output" : message;
    }
}
