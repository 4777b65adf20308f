package io.graphrecall.service.graph;

import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphExplorer;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** A service's access to Neo4j. Thread-safe. Closing it leaves the given client open. */
public final class GraphAccess implements AutoCloseable {

    private final GraphCircuit circuit;
    private final GraphClient client;
    private final @Nullable GraphClient ownReader;
    private final GraphExplorer explorer;

    /**
     * @param home folder that a relative path of the explorer's password file starts from
     * @throws io.graphrecall.schema.RecallException INVALID if that file cannot be read
     */
    public GraphAccess(GraphSettings settings, GraphClient client, Path home) {
        ownReader = settings.explorer().isSet() ? settings.explorer().connect(client.uri(), home) : null;
        circuit = new GraphCircuit(client, settings.probeInterval(), settings.probeTimeout());
        this.client = client.with(circuit);
        explorer = new GraphExplorer(ownReader == null ? this.client : ownReader.with(circuit));
    }

    /** The client of the service, behind the circuit. */
    public GraphClient client() {
        return client;
    }

    /** Open while Neo4j does not respond. */
    public GraphCircuit circuit() {
        return circuit;
    }

    /** The reads of people who explore the graph. */
    public GraphExplorer explorer() {
        return explorer;
    }

    @Override
    public void close() {
        if (ownReader != null) {
            ownReader.close();
        }
        circuit.close();
    }
}
