package io.graphrecall.service.state;

import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.pipeline.state.StateReader;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.UserId;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * User states of a batch, read from the graph for many users at a time. They do not replace the states of active users in
 * the memory of the members. Thread-safe.
 */
public final class BatchStates {

    private final StateReader reader;
    private final Map<String, UserState> prepared = new ConcurrentHashMap<>();

    BatchStates(StateReader reader) {
        this.reader = reader;
    }

    /** Reads the states of users, for the next {@link #read} of each. */
    public void prepare(Collection<UserId> users) {
        reader.read(users).forEach(state -> prepared.put(state.user().key(), state));
    }

    /**
     * Returns a user's state, from the graph if it is not prepared.
     *
     * @param limit not used, since no user waits
     */
    public StateRead read(UserId user, Duration limit) {
        UserState state = prepared.remove(user.key());
        return new StateRead(state == null ? reader.read(user) : state, StateRead.Source.CLUSTER);
    }
}
