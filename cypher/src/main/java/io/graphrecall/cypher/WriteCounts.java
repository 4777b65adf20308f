package io.graphrecall.cypher;

/** Numbers of graph changes made by a statement. Setting a property to its current value counts as a change. */
public record WriteCounts(
        int nodesCreated,
        int nodesDeleted,
        int relationshipsCreated,
        int relationshipsDeleted,
        int propertiesSet,
        int constraintsAdded,
        int indexesAdded) {

    /** Returns true if nothing changed. */
    public boolean none() {
        return nodesCreated + nodesDeleted + relationshipsCreated + relationshipsDeleted + propertiesSet
                + constraintsAdded + indexesAdded == 0;
    }
}
