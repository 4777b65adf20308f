package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.cypher.RefusedWriteException;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.User;
import io.graphrecall.schema.UserId;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes catalogue records and events to the graph, one batch per transaction. Writing is idempotent. A record that
 * cannot be written is rejected with a reason and the rest of its batch is written: if the database refuses the values of
 * a batch, it is halved until the invalid record is isolated. Missing nodes that a record refers to are created with only a key.
 *
 * <p>The batches of all writers of one graph are serialised, also across processes. Within a batch the order matters.
 * The last record with an id counts, but the first event with an identity.
 * Thread-safe. Batches of several hundred to several thousand records are fastest.
 */
public final class GraphWriter {

    private final GraphClient graph;
    private final Consumer<GraphTransaction> check;
    private final EventBatch events;
    private final EntryBatch<Content> contents = new EntryBatch<>(NodeLabel.CONTENT);
    private final EntryBatch<Item> items = new EntryBatch<>(NodeLabel.ITEM);
    private final VectorBatch vectors = new VectorBatch();
    private final UserBatch users = new UserBatch();
    private final TagBatch tags = new TagBatch();
    private final CategoryBatch categories = new CategoryBatch();
    private final Deletions deletions = new Deletions();
    private final DataSetNode dataSetNode = new DataSetNode();

    /**
     * Creates a writer for a program that keeps no user state. It marks the users of written events as changed, so that
     * services update their state.
     */
    public GraphWriter(GraphClient graph) {
        this(graph, new EventBatch(true), transaction -> {
        });
    }

    private GraphWriter(GraphClient graph, EventBatch events, Consumer<GraphTransaction> check) {
        this.graph = graph;
        this.events = events;
        this.check = check;
    }

    /**
     * Creates a writer for a service, which updates the state of users itself.
     *
     * @param check called at the start of each transaction; throws to refuse the write
     */
    public static GraphWriter forService(GraphClient graph, Consumer<GraphTransaction> check) {
        return new GraphWriter(graph, new EventBatch(false), check);
    }

    /**
     * Writes events. An event whose identity exists in the graph counts as unchanged if all facts are equal and is
     * rejected otherwise. Impressions are added to the user's window of the {@value ImpressionWindow#SIZE} most
     * recently shown contents. An impression that is already in the window, or older than a full window, counts as
     * unchanged.
     */
    public WriteReport writeEvents(List<BehaviourEvent> batch) {
        return write(batch, events::write);
    }

    /** Writes contents and replaces their earlier records. */
    public WriteReport writeContents(List<Content> batch) {
        return write(batch, contents::write);
    }

    /** Adds precomputed vectors to contents. A vector of an unknown content is rejected. */
    public WriteReport writeVectors(List<ContentVectors> batch) {
        return write(batch, vectors::write);
    }

    /** Writes items and replaces their earlier records. */
    public WriteReport writeItems(List<Item> batch) {
        return write(batch, items::write);
    }

    /** Writes users and replaces profile, follows, blocks and mutes. */
    public WriteReport writeUsers(List<User> batch) {
        return write(batch, users::write);
    }

    /** Writes tags and replaces parent and synonyms. A parent that would create a cycle is rejected. */
    public WriteReport writeTags(List<TagRecord> batch) {
        return write(batch, tags::write);
    }

    /** Writes categories with all their ancestors and replaces their counterparts in the other domain. */
    public WriteReport writeCategories(List<CategoryRecord> batch) {
        return write(batch, categories::write);
    }

    /** Returns the metadata of the graph's data set, or those of an unnamed one if none was loaded. */
    public DataSet dataSet() {
        return dataSetNode.read(graph);
    }

    /**
     * Writes the metadata of the graph's data set.
     *
     * @throws io.graphrecall.schema.RecallException with code CONFLICT if the graph has records whose timestamps have a
     *         different meaning
     */
    public void writeDataSet(DataSet dataSet) {
        transaction(tx -> {
            dataSetNode.write(tx, dataSet);
            return dataSet;
        });
    }

    /**
     * Writes the metadata of the graph's data set, unless the graph already has some.
     *
     * @throws io.graphrecall.schema.RecallException with code CONFLICT if the graph has records whose timestamps have a
     *         different meaning
     */
    public void writeDataSetIfAbsent(DataSet dataSet) {
        transaction(tx -> {
            dataSetNode.writeIfAbsent(tx, dataSet);
            return dataSet;
        });
    }

    /**
     * Marks a content as deleted. It is not recalled until its record is written again.
     *
     * @return sequence number of the graph after the write
     * @throws io.graphrecall.schema.RecallException with code NOT_FOUND if the graph has no such content
     */
    public long deleteContent(ContentId id) {
        return transaction(tx -> deletions.content(tx, id));
    }

    /**
     * Deletes a user with all events and preferences, and the search queries that no other user used. Published contents
     * stay without author.
     *
     * @return true if the user existed
     */
    public boolean deleteUser(UserId id) {
        return transaction(tx -> deletions.user(tx, id));
    }

    private <T> T transaction(Function<GraphTransaction, T> work) {
        return graph.write(tx -> {
            check.accept(tx);
            return work.apply(tx);
        });
    }

    private <T> WriteReport write(List<T> batch, BiFunction<GraphTransaction, List<T>, WriteReport> work) {
        List<T> records = List.copyOf(batch);
        try {
            return transaction(tx -> work.apply(tx, records));
        } catch (RefusedWriteException e) {
            if (records.size() == 1) {
                return WriteReport.rejected(graph.write(Sequence::lock), String.valueOf(e.getMessage()));
            }
            int half = records.size() / 2;
            WriteReport first = write(records.subList(0, half), work);
            return first.append(half, write(records.subList(half, records.size()), work));
        }
    }
}
