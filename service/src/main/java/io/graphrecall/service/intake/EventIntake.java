package io.graphrecall.service.intake;

import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.snapshot.UserVectors;
import io.graphrecall.service.state.UserStates;

import java.util.List;

/**
 * Takes behaviour events: they are committed to the graph, then change their users' states, then are acknowledged.
 * Thread-safe; calls block.
 */
public final class EventIntake implements AutoCloseable {

    private final GraphWriter writer;
    private final UserStates users;
    private final UserVectors vectors;
    private final MicroBatches<BehaviourEvent> batches;

    public EventIntake(
            GraphWriter writer,
            UserStates users,
            UserVectors vectors,
            LiveSnapshots snapshots,
            IntakeParameters parameters) {
        this.writer = writer;
        this.users = users;
        this.vectors = vectors;
        this.batches = new MicroBatches<>("events", parameters, new MicroBatches.Writer<>() {
            @Override
            public WriteReport commit(List<BehaviourEvent> batch) {
                return writer.writeEvents(batch);
            }

            @Override
            public void show(List<BehaviourEvent> accepted, long seq) {
                users.apply(accepted, seq);
                snapshots.skip(seq);
            }
        });
    }

    /**
     * Takes events, all of one post, in their order. An event the graph has already is accepted and changes nothing.
     *
     * @throws io.graphrecall.schema.RecallException OVERLOADED where too many wait; UNAVAILABLE where the graph does not
     *         answer: then none is acknowledged and posting them again is safe
     */
    public Receipt post(List<BehaviourEvent> events) {
        return batches.post(events);
    }

    /**
     * Deletes a user with all events, wishes, state and vector.
     *
     * @return whether there was such a user
     */
    public boolean deleteUser(UserId user) {
        boolean deleted = writer.deleteUser(user);
        users.forget(user);
        vectors.forget(user);
        return deleted;
    }

    /** How many events wait to be committed. */
    public int waiting() {
        return batches.waiting();
    }

    /** Takes no more, commits and acknowledges what waits. */
    @Override
    public void close() {
        batches.close();
    }
}
