package io.graphrecall.service.intake;

import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.service.cluster.GraphFollower;

import java.util.List;

/**
 * Accepts contents and withdrawals of contents. A call commits them to the graph, updates what recall searches, and then
 * returns. Thread-safe; calls block.
 */
public final class ContentIntake implements AutoCloseable {

    private final GraphWriter writer;
    private final GraphFollower follower;
    private final GraphCircuit circuit;
    private final MicroBatches<Content> batches;

    public ContentIntake(GraphWriter writer, GraphFollower follower, IntakeParameters parameters,
            GraphCircuit circuit) {
        this.writer = writer;
        this.follower = follower;
        this.circuit = circuit;
        this.batches = new MicroBatches<>("contents", parameters, circuit, new MicroBatches.Writer<>() {
            @Override
            public WriteReport commit(List<Content> batch) {
                return writer.writeContents(batch);
            }

            @Override
            public void publish(List<Content> accepted, long seq) {
                follower.contentsWritten(seq);
            }
        });
    }

    /**
     * Writes contents. Each replaces its earlier version.
     *
     * @throws io.graphrecall.schema.RecallException OVERLOADED if too many contents are waiting; UNAVAILABLE if the graph
     *         does not respond, in which case posting them again is safe
     */
    public Receipt post(List<Content> contents) {
        return batches.post(contents);
    }

    /**
     * Withdraws a content, so that the next recall leaves it out.
     *
     * @return the sequence number of the withdrawal
     * @throws io.graphrecall.schema.RecallException NOT_FOUND if the content is unknown; UNAVAILABLE if the graph
     *         does not respond, in which case deleting again is safe
     */
    public long delete(ContentId content) {
        return circuit.call(() -> {
            long seq = writer.deleteContent(content);
            follower.contentsWritten(seq);
            return seq;
        });
    }

    /** Number of contents waiting to be committed. */
    public int waiting() {
        return batches.waiting();
    }

    /** Stops accepting contents and commits those that are waiting. */
    @Override
    public void close() {
        batches.close();
    }
}
