package io.graphrecall.loaders.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.cypher.RefusedWriteException;
import io.graphrecall.loaders.format.DataSetFormat;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Writes catalogue records and events to the graph, one batch per transaction. Writing is idempotent. A record that
 * cannot be written is rejected with a reason and the rest of its batch is written: if the database refuses the values of
 * a batch, it is halved until the invalid record is isolated. Missing nodes that a record refers to are created with only
 * a key.
 *
 * <p>The batches of all writers of one graph are serialised, also across processes. Within a batch the order matters.
 * The last record with an id counts, but the first event with an identity.
 * Thread-safe. Batches of several hundred to several thousand records are fastest.
 */
public final class GraphWriter extends RecordWriter {

    private static final CypherStatement DATA_SET = CypherStatement.of("ingest/data-set");
    private static final CypherStatement WRITE_DATA_SET = CypherStatement.of("ingest/data-set-write");
    private static final CypherStatement CONTENT_STATUS = CypherStatement.of("ingest/content-status");
    private static final CypherStatement DELETE_CONTENT = CypherStatement.of("ingest/content-delete");
    private static final CypherStatement RELEASE_CONTENT = CypherStatement.of("ingest/content-release");
    private static final CypherStatement DELETE_USER = CypherStatement.of("ingest/user-delete");
    private static final CypherStatement QUERY_USES = CypherStatement.of("ingest/user-query-uses");

    private final GraphClient graph;
    private final Consumer<GraphPosition> check;

    /**
     * Creates a writer for a program that keeps no user state. It marks the users of written events as changed, so that
     * services update their state.
     */
    public GraphWriter(GraphClient graph) {
        this(graph, true, position -> {
        });
    }

    private GraphWriter(GraphClient graph, boolean markUsers, Consumer<GraphPosition> check) {
        super(markUsers);
        this.graph = graph;
        this.check = check;
    }

    /**
     * Creates a writer for a service, which updates the state of users itself.
     *
     * @param check called in each transaction with the position before it; throws to refuse the write
     */
    public static GraphWriter forService(GraphClient graph, Consumer<GraphPosition> check) {
        return new GraphWriter(graph, false, check);
    }

    /** Returns the metadata of the graph's data set, or those of an unnamed one if none was loaded. */
    public DataSet dataSet() {
        return graph.read(DATA_SET, Map.of(), GraphWriter::dataSet).stream().findFirst().orElse(DataSet.UNNAMED);
    }

    private static DataSet dataSet(GraphRow row) {
        return DataSet.ofStored(row.string("name"), row.string("timestamps"), row.string("protocol"));
    }

    @Override
    public void writeDataSet(DataSet dataSet) {
        writeDataSet(dataSet, true);
    }

    @Override
    public void writeDataSetIfAbsent(DataSet dataSet) {
        writeDataSet(dataSet, false);
    }

    /** @param replaces true to replace the metadata of a graph with records */
    private void writeDataSet(DataSet dataSet, boolean replaces) {
        transaction((tx, seq) -> {
            if (!hasDataSet(tx, seq, dataSet) || replaces) {
                tx.execute(WRITE_DATA_SET, DataSetFormat.fields(dataSet));
            }
            return dataSet;
        });
    }

    /** Returns true if the graph has records and metadata. Throws if its metadata is incompatible with a data set. */
    private static boolean hasDataSet(GraphTransaction tx, long seq, DataSet dataSet) {
        if (seq == 0) {
            return false;
        }
        List<DataSet> stored = tx.run(DATA_SET, Map.of(), GraphWriter::dataSet);
        DataSet existing = stored.isEmpty() ? DataSet.UNNAMED : stored.getFirst();
        if (existing.timestamps() != dataSet.timestamps()) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "the graph contains data set '" + existing.name() + "' with timestamps "
                            + existing.timestamps().wireName() + "; '" + dataSet.name() + "' has "
                            + dataSet.timestamps().wireName() + " timestamps; load it into another home (--home)");
        }
        return !stored.isEmpty();
    }

    /**
     * Marks a content as deleted. It is not recalled until its record is written again.
     *
     * @return sequence number of the graph after the write
     * @throws RecallException with code NOT_FOUND if the graph has no such content
     */
    public long deleteContent(ContentId id) {
        return transaction((tx, seq) -> deleteContent(tx, seq, id, false));
    }

    /**
     * Marks a content, which may be unknown, as deleted and holds it: its records are rejected until
     * {@link #releaseContent}.
     *
     * @return sequence number of the graph after the write
     */
    public long holdContent(ContentId id) {
        return transaction((tx, seq) -> deleteContent(tx, seq, id, true));
    }

    /** Lifts the hold of a content, if there is one. It is not recalled until its record is written again. */
    public void releaseContent(ContentId id) {
        transaction((tx, seq) -> {
            tx.execute(RELEASE_CONTENT, Map.of("content_id", id.key()));
            return id;
        });
    }

    /** @param hold true to hold the content, which may be unknown, as deleted */
    private static long deleteContent(GraphTransaction tx, long seq, ContentId id, boolean hold) {
        List<Boolean> unchanged = tx.run(CONTENT_STATUS, Map.of("content_id", id.key()),
                row -> "deleted".equals(row.stringOrNull("status")) && (!hold || row.flag("held")));
        if (unchanged.isEmpty() && !hold) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "there is no content '" + id.key() + "'");
        }
        if (unchanged.contains(true)) {
            return seq;
        }
        long incremented = GraphPosition.increment(tx);
        tx.execute(DELETE_CONTENT, Map.of("content_id", id.key(), "hold", hold, "seq", incremented));
        return incremented;
    }

    /**
     * Merges a patch into the record of a user, a content or an item, which may have been written by events only, and
     * writes it. No other write comes between reading and writing.
     *
     * @param patch JSON merge patch (RFC 7396) in the data format
     * @return sequence number of the graph after the write
     * @throws io.graphrecall.schema.InvalidRecordException if the patched record is invalid
     * @throws RecallException with code NOT_FOUND if the node is unknown, CONFLICT if it is a content
     *         that stays withdrawn or the database refuses the values
     */
    public long patch(NodeKey key, JsonNode patch) {
        return transaction((tx, seq) -> new MergePatch(key, patch).write(tx, seq).seq());
    }

    /**
     * Deletes a user with all events and preferences, and the search queries that no other user used. Published contents
     * stay without author. Writing a record again that names the user creates the user again.
     *
     * @return true if the user existed
     */
    public boolean deleteUser(UserId id) {
        // Takes seconds if the queries led to popular contents, so no transaction that locks out other writers waits for it.
        List<String> used = graph.readLatest(QUERY_USES, Map.of("user_id", id.key()), row -> row.string("text"));
        return transaction((tx, seq) -> {
            boolean deleted = tx.execute(DELETE_USER, Map.of("user_id", id.key(), "seq", seq + 1, "used", used))
                    .nodesDeleted() > 0;
            if (deleted) {
                GraphPosition.increment(tx);
            }
            return deleted;
        });
    }

    /**
     * Makes the database plan the statements of a usual post: writes some records and rolls them back. Otherwise the first
     * posts take seconds, in which all writers wait.
     */
    public void warmUp() {
        try {
            transaction((tx, seq) -> {
                BatchTarget target = new CypherTarget(tx, seq);
                new EventBatch(false).write(target, WarmUpRecords.EVENTS);
                new EntryBatch<Content>(NodeLabel.CONTENT).write(target, WarmUpRecords.CONTENTS);
                throw new RollBack();
            });
        } catch (RollBack e) {
            // As intended.
        }
    }

    /** Ends a transaction without an effect. */
    private static final class RollBack extends RuntimeException {

        private static final long serialVersionUID = 1;

        RollBack() {
            super(null, null, false, false);
        }
    }

    /** @param work gets the transaction, which locks out other writers, and the sequence number before it */
    private <T> T transaction(BiFunction<GraphTransaction, Long, T> work) {
        return graph.write(tx -> {
            GraphPosition before = GraphPosition.lock(tx);
            check.accept(before);
            return work.apply(tx, before.seq());
        });
    }

    @Override
    protected <R> WriteReport write(List<R> batch, BiFunction<BatchTarget, List<R>, WriteReport> work) {
        List<R> records = List.copyOf(batch);
        try {
            return transaction((tx, seq) -> work.apply(new CypherTarget(tx, seq), records));
        } catch (RefusedWriteException e) {
            if (records.size() == 1) {
                return WriteReport.rejected(graph.write(GraphPosition::lock).seq(), String.valueOf(e.getMessage()));
            }
            int half = records.size() / 2;
            WriteReport first = write(records.subList(0, half), work);
            return first.append(half, write(records.subList(half, records.size()), work));
        }
    }
}
