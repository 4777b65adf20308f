package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;

import java.util.List;
import java.util.Map;

/** Deletes contents and users. */
final class Deletions {

    private static final CypherStatement CONTENT_STATUS = CypherStatement.of("ingest/content-status");
    private static final CypherStatement DELETE_CONTENT = CypherStatement.of("ingest/content-delete");
    private static final CypherStatement RELEASE_CONTENT = CypherStatement.of("ingest/content-release");
    private static final CypherStatement DELETE_USER = CypherStatement.of("ingest/user-delete");
    private static final CypherStatement QUERY_USES = CypherStatement.of("ingest/user-query-uses");

    /**
     * @param seq  sequence number before the transaction
     * @param hold true to hold the content, which may be unknown, as deleted
     */
    long content(GraphTransaction tx, long seq, ContentId id, boolean hold) {
        List<Boolean> unchanged = tx.run(CONTENT_STATUS, Map.of("content_id", id.key()),
                row -> "deleted".equals(row.stringOrNull("status")) && (!hold || row.flag("held")));
        if (unchanged.isEmpty() && !hold) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "there is no content '" + id.key() + "'");
        }
        if (unchanged.contains(true)) {
            return seq;
        }
        long incremented = Sequence.increment(tx);
        tx.execute(DELETE_CONTENT, Map.of("content_id", id.key(), "hold", hold, "seq", incremented));
        return incremented;
    }

    void release(GraphTransaction tx, ContentId id) {
        tx.execute(RELEASE_CONTENT, Map.of("content_id", id.key()));
    }

    /**
     * Returns the queries of a user that other users used without a search. Takes seconds if they led to popular contents,
     * so no transaction that locks out other writers may wait for it.
     */
    List<String> queryUses(GraphClient graph, UserId id) {
        return graph.readLatest(QUERY_USES, Map.of("user_id", id.key()), row -> row.string("text"));
    }

    /**
     * @param seq  sequence number before the transaction
     * @param used queries to keep, of {@link #queryUses}
     */
    boolean user(GraphTransaction tx, long seq, UserId id, List<String> used) {
        boolean deleted = tx.execute(DELETE_USER, Map.of("user_id", id.key(), "seq", seq + 1, "used", used))
                .nodesDeleted() > 0;
        if (deleted) {
            Sequence.increment(tx);
        }
        return deleted;
    }
}
