package io.graphrecall.schema;

/**
 * Typed identity of a node. {@link #key()} is the value of the label's key property in the graph. Two nodes with the
 * same label are the same node if and only if their keys are equal. Keys may contain any character.
 */
public sealed interface NodeKey
        permits UserId, ContentId, ItemId, QueryText, TagName, CategoryPath, AttributeValue {

    NodeLabel label();

    /** Returns the value of {@link NodeLabel#keyProperty()}. Never blank. */
    String key();
}
