package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Processes of this program that are connected to a database. */
public final class GraphUsers {

    private static final CypherStatement CLIENTS = CypherStatement.of("recall/connected-clients");
    /** Start of the name under which a client connects. Its process id follows. */
    private static final String AGENT = "graph-recall/";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private GraphUsers() {}

    /** Name under which the clients of this process connect. */
    static String agent() {
        return AGENT + ProcessHandle.current().pid();
    }

    /** Returns the ids of the other processes, in ascending order; empty if the database does not respond soon. */
    public static List<Long> others(URI uri, String user, String password) {
        GraphClient endless = GraphClient.connect(uri, user, password);
        try (GraphClient graph = endless.with(new GraphCircuit(endless, LIMIT, LIMIT))) { // it enforces the limit
            return graph.read(CLIENTS, Map.of(), row -> row.string("client"), LIMIT).stream()
                    .filter(client -> client.startsWith(AGENT) && !client.equals(agent()))
                    .map(client -> Long.valueOf(client.substring(AGENT.length()))).sorted().toList();
        } catch (RecallException e) {
            return List.of();
        }
    }
}
