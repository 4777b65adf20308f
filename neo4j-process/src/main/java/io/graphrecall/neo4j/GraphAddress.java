package io.graphrecall.neo4j;

import java.net.URI;

/** Address of a Neo4j database with user and password. */
public record GraphAddress(URI uri, String user, String password) {

    /** Returns user and address without the password. */
    @Override
    public String toString() {
        return user + "@" + uri;
    }
}
