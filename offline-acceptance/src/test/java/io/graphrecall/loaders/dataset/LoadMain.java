package io.graphrecall.loaders.dataset;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.schema.Progress;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Loads a data set in a separate process, which a test can kill. The password is read from standard input. */
final class LoadMain {

    private LoadMain() {}

    /** @param arguments folder, dead letter file, address and user of the graph */
    public static void main(String[] arguments) throws IOException {
        String password = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try (GraphClient graph = GraphClient.connect(URI.create(arguments[2]), arguments[3], password)) {
            loader(graph).load(DataSetFolder.open(Path.of(arguments[0])),
                    new LoadOptions(false, Path.of(arguments[1])), Progress.NONE);
        }
    }

    /** Creates a loader with small batches, so that a test can kill the process between batches. */
    static DataSetLoader loader(GraphClient graph) {
        return new DataSetLoader(new GraphWriter(graph), 100, 200);
    }
}
