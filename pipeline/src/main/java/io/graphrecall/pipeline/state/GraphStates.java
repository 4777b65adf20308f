package io.graphrecall.pipeline.state;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.schema.UserId;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * User states read from the graph, for requests that nobody waits for. The states of a service's active users in its memory
 * are not used. Thread-safe.
 */
public final class GraphStates implements UserStateSource {

    private final StateReader reader;
    private final Map<String, UserState> prepared = new ConcurrentHashMap<>();

    public GraphStates(GraphClient graph) {
        reader = new StateReader(graph);
    }

    /** Reads the states of users at once, for the next {@link #read} of each. */
    @Override
    public void prepare(Collection<UserId> users) {
        reader.read(users).forEach(state -> prepared.put(state.user().key(), state));
    }

    /**
     * Returns a user's state, from the graph if it is not prepared.
     *
     * @param limit not used, since no user waits
     */
    @Override
    public StateRead read(UserId user, Duration limit) {
        UserState state = prepared.remove(user.key());
        return new StateRead(state == null ? reader.read(user) : state, StateRead.Source.CLUSTER);
    }
}
