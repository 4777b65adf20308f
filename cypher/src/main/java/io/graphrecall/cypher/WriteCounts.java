package io.graphrecall.cypher;

/** What a statement changed in the graph. Setting a property to the value it has counts as setting it. */
public record WriteCounts(
        int nodesCreated,
        int nodesDeleted,
        int relationshipsCreated,
        int relationshipsDeleted,
        int propertiesSet,
        int constraintsAdded,
        int indexesAdded) {

    /** Whether nothing changed. */
    public boolean none() {
        return nodesCreated + nodesDeleted + relationshipsCreated + relationshipsDeleted + propertiesSet
                + constraintsAdded + indexesAdded == 0;
    }
}
