package io.graphrecall.service.intake;

import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.recall.Recalls;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.state.UserStates;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * Accepts behaviour events. A call commits them to the graph, updates the states of their users, and then returns.
 * Thread-safe; calls block.
 */
public final class EventIntake implements AutoCloseable {

    private final GraphWriter writer;
    private final UserStates users;
    private final LiveSnapshots snapshots;
    private final Consumer<UserId> onUserDeleted;
    private final GraphCircuit circuit;
    private final MicroBatches<BehaviourEvent> batches;

    public EventIntake(
            GraphWriter writer,
            Recalls recalls,
            Consumer<UserId> onUserDeleted,
            Consumer<List<BehaviourEvent>> onCommitted,
            IntakeParameters parameters,
            ObjLongConsumer<String> onVisible) {
        this.writer = writer;
        this.users = recalls.users();
        this.onUserDeleted = onUserDeleted;
        this.snapshots = recalls.snapshots();
        this.circuit = recalls.graph().circuit();
        this.batches = new MicroBatches<>("events", parameters, circuit, onVisible, writer::writeEvents,
                (accepted, seq, incremented) -> {
                    Runnable applied = users.apply(accepted, seq);
                    if (incremented) {
                        snapshots.skip(seq);
                    }
                    onCommitted.accept(accepted);
                    return applied;
                });
    }

    /**
     * Writes the events of one post, in order. An event that the graph has already is accepted and changes nothing.
     *
     * @throws io.graphrecall.schema.RecallException OVERLOADED if too many events are waiting; UNAVAILABLE if the graph
     *         does not respond, in which case posting them again is safe
     */
    public Receipt post(List<BehaviourEvent> events) {
        return batches.post(events);
    }

    /**
     * Deletes a user with all events, preferences, state and vector. Published contents lose their author, and users who
     * follow or block the user lose this preference, both from the next recall on. Deleting an unknown user deletes what
     * is left of it outside the graph.
     *
     * @throws io.graphrecall.schema.RecallException UNAVAILABLE if the graph does not respond, in which case deleting again
     *         is safe
     */
    public void deleteUser(UserId user) {
        circuit.checkWrites();
        circuit.call(() -> {
            writer.deleteUser(user);
            users.forget(user);
            snapshots.refresh();
            return user;
        });
        onUserDeleted.accept(user); // cleans files, which takes long and needs no graph
    }

    /** Number of events waiting to be committed. */
    public int waiting() {
        return batches.waiting();
    }

    /** Stops accepting events and commits those that are waiting. */
    @Override
    public void close() {
        batches.close();
    }
}
