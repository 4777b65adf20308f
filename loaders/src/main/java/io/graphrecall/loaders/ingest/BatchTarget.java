package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.NodeLabel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Graph to which batches of records are written: a transaction on a running graph, or the files of an import. The batches
 * have the rules. A target only reads and stores.
 */
public interface BatchTarget {

    /** Takes the place of the digest of a content that stays deleted. No digest is as short. */
    String HELD = "held";

    /** Locks out other writers until the batch ends and returns the sequence number. */
    long lock();

    /** Increments the sequence number and returns it. */
    long increment();

    /**
     * Returns the digests of the existing nodes among some, by key. It is an empty text for a node without record, or
     * without a link of its record, and {@value #HELD} for a held content.
     */
    Map<String, String> digests(NodeLabel label, Collection<String> keys);

    /**
     * Writes records of nodes. They replace the links of earlier records and, for contents and items, all properties. A
     * property that is null is removed.
     */
    void putRecords(NodeLabel label, List<NodeProperties> records);

    /** Sets properties of existing nodes. Other properties stay. */
    void putProperties(NodeLabel label, List<NodeProperties> nodes);

    /** Creates the missing nodes among some, with only a key, and returns their number. */
    int createMissing(NodeLabel label, Collection<String> keys);

    /**
     * Creates the missing categories among some and links each to its parent.
     *
     * @param parentsFirst categories with their ancestors, each after its parent
     */
    void createMissingCategories(Collection<CategoryPath> parentsFirst);

    /** Creates the missing attributes among some. */
    void createMissingAttributes(Collection<AttributeValue> attributes);

    /** Creates relationships between existing nodes. */
    void link(Links links);

    /** Returns the parents of some tags and of their ancestors, by tag. A tag without a parent has no entry. */
    Map<String, String> tagParents(Collection<String> tags);

    /** Returns true for each content with a record for which a vector differs from the stored one, else false, by key. */
    Map<String, Boolean> vectorChanges(List<NodeProperties> vectors);

    /**
     * Finds the events of a batch and the nodes that it refers to.
     *
     * @param referenced keys of these nodes, by label
     */
    BatchLookup lookup(List<BehaviourEvent> batch, Map<NodeLabel, Set<String>> referenced);

    /**
     * Returns the impression windows of users. A target that merges windows itself returns none, and counts the impressions
     * that changed nothing at its end.
     */
    Map<String, ImpressionWindow> windows(Collection<String> users);

    /** Writes events whose identities are free, increments the sequence number and returns it. */
    long putEvents(NewEvents events);
}
