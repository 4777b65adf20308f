package io.graphrecall.neo4j;

import java.nio.file.Path;

/** A program that owns the graph of a home and is then killed by a test. */
final class OwningProcess {

    private OwningProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (LocalGraph graph = LocalGraph.attachOrStart(Path.of(arguments[0]))) {
            System.out.println(graph.owned() ? "owned" : "attached");
            Thread.sleep(600_000);
        }
    }
}
