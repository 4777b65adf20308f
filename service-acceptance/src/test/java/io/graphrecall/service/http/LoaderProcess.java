package io.graphrecall.service.http;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.LoadOptions;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.testing.TestService;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Loads a data set in a process of its own, beside services that run. */
public final class LoaderProcess {

    private LoaderProcess() {}

    /** Loads a folder and returns once the process has ended. */
    public static void load(Path folder, GraphAddress address) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                LoaderProcess.class.getName(), folder.toString(), address.uri().toString(), address.user())
                .inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
        try (OutputStream password = process.getOutputStream()) {
            password.write(address.password().getBytes(StandardCharsets.UTF_8));
        }
        if (process.waitFor() != 0) {
            throw new AssertionError("the loader ended with " + process.exitValue());
        }
    }

    /**
     * The other process. The password comes on standard input.
     *
     * @param arguments folder, address and user of the graph
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String password = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try (GraphClient graph = GraphClient.connect(URI.create(arguments[1]), arguments[2], password)) {
            new DataSetLoader(new GraphWriter(graph)).load(
                    DataSetFolder.open(folder, TestService.CLOCK),
                    new LoadOptions(true, folder.resolve("dead-letters.jsonl")), Progress.NONE);
        }
    }
}
