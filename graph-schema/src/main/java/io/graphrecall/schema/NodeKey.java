package io.graphrecall.schema;

/**
 * The typed identity of a node. {@link #key()} is the value of the label's key property in the graph; two nodes of one
 * label are the same exactly when their keys are. Keys may hold any character.
 */
public sealed interface NodeKey
        permits UserId, ContentId, ItemId, QueryText, TagName, CategoryPath, AttributeValue, ClusterId {

    /** The label of the node. */
    NodeLabel label();

    /** The value of {@link NodeLabel#keyProperty()}. Never blank. */
    String key();
}
