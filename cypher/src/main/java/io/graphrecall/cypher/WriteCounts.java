package io.graphrecall.cypher;

/** Numbers of graph changes made by a statement. Setting a property to its current value counts as a change. */
public record WriteCounts(
        int nodesCreated,
        int nodesDeleted,
        int relationshipsCreated,
        int relationshipsDeleted,
        int propertiesSet,
        int constraintsAdded,
        int indexesAdded) {}
