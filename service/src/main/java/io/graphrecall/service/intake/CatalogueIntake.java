package io.graphrecall.service.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.User;
import io.graphrecall.service.cluster.GraphFollower;

import java.util.List;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Accepts contents, items and users, and withdrawals of contents. A call commits them to the graph, updates what recall
 * searches, and then returns. Thread-safe; calls block.
 */
public final class CatalogueIntake implements AutoCloseable {

    private final GraphWriter writer;
    private final GraphFollower follower;
    private final GraphCircuit circuit;
    private final MicroBatches<Content> contents;
    private final MicroBatches<Item> items;
    private final MicroBatches<User> users;

    /** @param onVisible gets the kind of the records and the nanoseconds of a post when recalls see them */
    public CatalogueIntake(GraphWriter writer, GraphFollower follower, IntakeParameters parameters,
            GraphCircuit circuit, ObjLongConsumer<String> onVisible) {
        this.writer = writer;
        this.follower = follower;
        this.circuit = circuit;
        contents = batches("contents", parameters, onVisible, writer::writeContents);
        items = batches("items", parameters, onVisible, writer::writeItems);
        users = batches("users", parameters, onVisible, writer::writeUsers);
    }

    private <T> MicroBatches<T> batches(String name, IntakeParameters parameters, ObjLongConsumer<String> onVisible,
            Function<List<T>, WriteReport> write) {
        return new MicroBatches<>(name, parameters, circuit, onVisible, write,
                (accepted, seq, incremented) -> () -> follower.contentsWritten(seq));
    }

    /**
     * Writes contents. Each replaces its earlier version.
     *
     * @throws io.graphrecall.schema.RecallException OVERLOADED if too many contents are waiting; UNAVAILABLE if the graph
     *         does not respond, in which case posting them again is safe
     */
    public Receipt post(List<Content> posted) {
        return contents.post(posted);
    }

    /** Writes items, as {@link #post}. Their features count in recalls from the next generation on. */
    public Receipt postItems(List<Item> posted) {
        return items.post(posted);
    }

    /** Writes users with their preferences, as {@link #post}. */
    public Receipt postUsers(List<User> posted) {
        return users.post(posted);
    }

    /**
     * Merges a patch into the record of a user, a content or an item, and writes it, as {@link GraphWriter#patch}.
     *
     * @return the sequence number of the write
     * @throws io.graphrecall.schema.RecallException also UNAVAILABLE if the graph does not respond, in which case patching
     *         again is safe
     */
    public long patch(NodeKey key, JsonNode patch) {
        return write(() -> writer.patch(key, patch));
    }

    /**
     * Withdraws a content, so that the next recall leaves it out.
     *
     * @param hold true to reject its records until {@link #release}; the content may be unknown
     * @return the sequence number of the withdrawal
     * @throws io.graphrecall.schema.RecallException NOT_FOUND if the content is unknown; UNAVAILABLE if the graph
     *         does not respond, in which case deleting again is safe
     */
    public long delete(ContentId content, boolean hold) {
        return write(() -> hold ? writer.holdContent(content) : writer.deleteContent(content));
    }

    /**
     * Lifts the hold of a content, if there is one. The content stays withdrawn until its record is written again.
     *
     * @throws io.graphrecall.schema.RecallException UNAVAILABLE if the graph does not respond
     */
    public void release(ContentId content) {
        circuit.checkWrites();
        circuit.call(() -> {
            writer.releaseContent(content);
            return content;
        });
    }

    /**
     * Runs a write that bypasses the batches.
     *
     * @param write returns the sequence number of the graph after it
     */
    private long write(Supplier<Long> write) {
        circuit.checkWrites();
        return circuit.call(() -> {
            long seq = write.get();
            follower.contentsWritten(seq);
            return seq;
        });
    }

    /** Number of contents, items and users waiting to be committed. */
    public int waiting() {
        return contents.waiting() + items.waiting() + users.waiting();
    }

    /** Stops accepting records and commits those that are waiting. */
    @Override
    public void close() {
        contents.close();
        items.close();
        users.close();
    }
}
