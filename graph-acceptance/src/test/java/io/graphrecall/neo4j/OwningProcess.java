package io.graphrecall.neo4j;

import java.nio.file.Path;

/** Program that owns the graph of a home until a test kills it. */
final class OwningProcess {

    private OwningProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (LocalGraph graph = LocalGraph.attachOrStart(Path.of(arguments[0]))) {
            System.out.println(graph.isOwned() ? "owned" : "attached");
            Thread.sleep(600_000);
        }
    }
}
