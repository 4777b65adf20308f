package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.ConstraintException;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphTransaction;
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

/**
 * Writes catalogue and behaviour into the graph, a batch a transaction. Writing what the graph has already changes
 * nothing. A record that cannot be written is rejected with a reason; the others of its batch are written: where the
 * database refuses a batch, it is halved until the bad record stands alone. Nodes that a record names and that are not
 * there are made, with nothing but their key.
 *
 * <p>The batches of all writers of one graph follow each other, whatever process they run in. Within a batch order
 * counts: of two records with one id the later replaces the earlier, of two events with one identity the first stands.
 * Thread-safe. A batch of some hundred to some thousand records is written fastest.
 */
public final class GraphWriter {

    private final GraphClient graph;
    private final EventBatch events;
    private final EntryBatch<Content> contents = new EntryBatch<>(NodeLabel.CONTENT);
    private final EntryBatch<Item> items = new EntryBatch<>(NodeLabel.ITEM);
    private final VectorBatch vectors = new VectorBatch();
    private final UserBatch users = new UserBatch();
    private final TagBatch tags = new TagBatch();
    private final CategoryBatch categories = new CategoryBatch();
    private final Withdrawals withdrawals = new Withdrawals();
    private final DataSetNode dataSetNode = new DataSetNode();

    /** A writer of a program that keeps no states of users: services learn from the graph whom it wrote. */
    public GraphWriter(GraphClient graph) {
        this(graph, new EventBatch(true));
    }

    private GraphWriter(GraphClient graph, EventBatch events) {
        this.graph = graph;
        this.events = events;
    }

    /** A writer whose caller brings the states of the users in the events it writes up to date itself. */
    public static GraphWriter keepingStates(GraphClient graph) {
        return new GraphWriter(graph, new EventBatch(false));
    }

    /**
     * Writes events. One whose identity the graph has with the same facts is unchanged; with others it is rejected.
     * Impressions join the user's window of the newest {@value ImpressionWindow#SIZE} contents shown; one that is
     * already there, or older than all of a full window, is unchanged.
     */
    public WriteReport writeEvents(List<BehaviourEvent> batch) {
        return write(batch, events::write);
    }

    /** Writes contents, each replacing what the graph knew of it. */
    public WriteReport writeContents(List<Content> batch) {
        return write(batch, contents::write);
    }

    /** Writes vectors of contents beside what the graph knows of them. One of an unknown content is rejected. */
    public WriteReport writeVectors(List<ContentVectors> batch) {
        return write(batch, vectors::write);
    }

    /** Writes items, each replacing what the graph knew of it. */
    public WriteReport writeItems(List<Item> batch) {
        return write(batch, items::write);
    }

    /** Writes users, each replacing what the graph knew of profile, follows, blocks and mutes. */
    public WriteReport writeUsers(List<User> batch) {
        return write(batch, users::write);
    }

    /** Writes tags, each replacing parent and synonyms. A parent that would make a circle is rejected. */
    public WriteReport writeTags(List<TagRecord> batch) {
        return write(batch, tags::write);
    }

    /** Writes categories with all their levels, each replacing its counterpart in the other domain. */
    public WriteReport writeCategories(List<CategoryRecord> batch) {
        return write(batch, categories::write);
    }

    /**
     * Says which data set the graph holds.
     *
     * @throws io.graphrecall.schema.RecallException with code CONFLICT where the graph holds records of a data set whose
     *         times mean something else
     */
    public void writeDataSet(DataSet dataSet) {
        graph.write(tx -> {
            dataSetNode.write(tx, dataSet);
            return dataSet;
        });
    }

    /**
     * Says which data set the graph holds where nothing says so yet.
     *
     * @throws io.graphrecall.schema.RecallException with code CONFLICT where the graph holds records of a data set whose
     *         times mean something else
     */
    public void writeDataSetWhereNone(DataSet dataSet) {
        graph.write(tx -> {
            dataSetNode.writeWhereNone(tx, dataSet);
            return dataSet;
        });
    }

    /**
     * Withdraws a content: no recall returns it any more, until its record is written again.
     *
     * @return the graph's sequence number afterwards
     * @throws io.graphrecall.schema.RecallException with code NOT_FOUND where the graph has no such content
     */
    public long deleteContent(ContentId id) {
        return graph.write(tx -> withdrawals.content(tx, id));
    }

    /**
     * Removes a user with all events and wishes. Contents the user published stay, without author.
     *
     * @return whether there was such a user
     */
    public boolean deleteUser(UserId id) {
        return graph.write(tx -> withdrawals.user(tx, id));
    }

    private <T> WriteReport write(List<T> batch, BiFunction<GraphTransaction, List<T>, WriteReport> work) {
        List<T> records = List.copyOf(batch);
        try {
            return graph.write(tx -> work.apply(tx, records));
        } catch (ConstraintException e) {
            if (records.size() == 1) {
                return WriteReport.refused(graph.write(Sequence::lock), String.valueOf(e.getMessage()));
            }
            int half = records.size() / 2;
            WriteReport first = write(records.subList(0, half), work);
            return first.followedBy(half, write(records.subList(half, records.size()), work));
        }
    }
}
