package io.graphrecall.service.intake;

import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.service.cluster.GraphFollower;

import java.util.List;

/**
 * Takes contents and withdrawals of contents: they are committed to the graph, then change what recall searches, then
 * are acknowledged. Thread-safe; calls block.
 */
public final class ContentIntake implements AutoCloseable {

    private final GraphWriter writer;
    private final GraphFollower follower;
    private final MicroBatches<Content> batches;

    public ContentIntake(GraphWriter writer, GraphFollower follower, IntakeParameters parameters) {
        this.writer = writer;
        this.follower = follower;
        this.batches = new MicroBatches<>("contents", parameters, new MicroBatches.Writer<>() {
            @Override
            public WriteReport commit(List<Content> batch) {
                return writer.writeContents(batch);
            }

            @Override
            public void show(List<Content> accepted, long seq) {
                follower.contentsWritten(seq);
            }
        });
    }

    /**
     * Takes contents, each replacing what was known of it.
     *
     * @throws io.graphrecall.schema.RecallException OVERLOADED where too many wait; UNAVAILABLE where the graph does not
     *         answer: then none is acknowledged and posting them again is safe
     */
    public Receipt post(List<Content> contents) {
        return batches.post(contents);
    }

    /**
     * Withdraws a content; the next answer lacks it.
     *
     * @return the sequence number of the withdrawal
     * @throws io.graphrecall.schema.RecallException NOT_FOUND where there is no such content
     */
    public long delete(ContentId content) {
        long seq = writer.deleteContent(content);
        follower.contentsWritten(seq);
        return seq;
    }

    /** How many contents wait to be committed. */
    public int waiting() {
        return batches.waiting();
    }

    /** Takes no more, commits and acknowledges what waits. */
    @Override
    public void close() {
        batches.close();
    }
}
