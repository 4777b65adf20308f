package io.graphrecall.cypher;

/** Numbers of graph changes made by a statement. */
public record WriteCounts(int nodesCreated, int nodesDeleted, int relationshipsDeleted) {}
