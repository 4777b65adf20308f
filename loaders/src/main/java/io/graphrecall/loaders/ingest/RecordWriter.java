package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.User;

import java.util.List;
import java.util.function.BiFunction;

/**
 * Writes catalogue records and events in batches. Missing nodes that a record refers to are created with only a key. Within
 * a batch the order matters. The last record with an id counts, but the first event with an identity.
 */
public abstract class RecordWriter {

    private final EventBatch events;
    private final EntryBatch<Content> contents = new EntryBatch<>(NodeLabel.CONTENT);
    private final EntryBatch<Item> items = new EntryBatch<>(NodeLabel.ITEM);

    /**
     * Creates a writer.
     *
     * @param markUsers true if the users of events are marked as changed
     */
    protected RecordWriter(boolean markUsers) {
        events = new EventBatch(markUsers);
    }

    /**
     * Writes the metadata of the graph's data set.
     *
     * @throws io.graphrecall.schema.RecallException with code CONFLICT if the graph has records whose timestamps have a
     *         different meaning
     */
    public abstract void writeDataSet(DataSet dataSet);

    /**
     * Writes the metadata of the graph's data set, unless the graph already has some.
     *
     * @throws io.graphrecall.schema.RecallException with code CONFLICT if the graph has records whose timestamps have a
     *         different meaning
     */
    public abstract void writeDataSetIfAbsent(DataSet dataSet);

    /** Writes a batch to a target. */
    protected abstract <R> WriteReport write(List<R> batch, BiFunction<BatchTarget, List<R>, WriteReport> work);

    /**
     * Corrections of the counts of a load.
     *
     * @param unchanged  impressions that were reported as written and are repeated
     * @param superseded impressions that were reported as written although the window of their user does not keep them
     */
    public record Corrections(long unchanged, long superseded) {

        static final Corrections NONE = new Corrections(0, 0);
    }

    /** Ends a load and returns corrections of what was reported so far. */
    public Corrections finish() {
        return Corrections.NONE;
    }

    /**
     * Writes events. An event whose identity exists in the graph counts as unchanged if all facts are equal and is
     * rejected otherwise. The identity of an impression does not count. Impressions are added to the user's window of the
     * {@value ImpressionWindow#SIZE} most recently shown contents. An impression that is already in the window counts as
     * unchanged. One that is older than an impression of the same content, or than a full window, counts as superseded.
     */
    public WriteReport writeEvents(List<BehaviourEvent> batch) {
        return write(batch, events::write);
    }

    /** Writes contents and replaces their earlier records. A record of a held content is rejected. */
    public WriteReport writeContents(List<Content> batch) {
        return write(batch, contents::write);
    }

    /** Adds precomputed vectors to contents. A vector of a content without a record is rejected. */
    public WriteReport writeVectors(List<ContentVectors> batch) {
        return write(batch, VectorBatch::write);
    }

    /** Writes items and replaces their earlier records. */
    public WriteReport writeItems(List<Item> batch) {
        return write(batch, items::write);
    }

    /** Writes users and replaces profile, follows, blocks and mutes. */
    public WriteReport writeUsers(List<User> batch) {
        return write(batch, UserBatch::write);
    }

    /** Writes tags and replaces parent and synonyms. A parent that would create a cycle is rejected. */
    public WriteReport writeTags(List<TagRecord> batch) {
        return write(batch, TagBatch::write);
    }

    /** Writes categories with all their ancestors and replaces their counterparts in the other domain. */
    public WriteReport writeCategories(List<CategoryRecord> batch) {
        return write(batch, CategoryBatch::write);
    }
}
