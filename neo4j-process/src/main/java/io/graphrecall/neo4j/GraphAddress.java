package io.graphrecall.neo4j;

import java.net.URI;

/** Where a Neo4j answers, and to whom. */
public record GraphAddress(URI uri, String user, String password) {

    /** Address and user; never the password. */
    @Override
    public String toString() {
        return user + "@" + uri;
    }
}
