package io.graphrecall.neo4j;

import io.graphrecall.schema.RecallException;

import java.net.URI;

/** Address of a Neo4j database with user and password. */
public record GraphAddress(URI uri, String user, String password) {

    public GraphAddress {
        if (!String.valueOf(uri.getScheme()).matches("(bolt|neo4j)(\\+s(sc)?)?") || uri.getHost() == null) {
            throw new RecallException(RecallException.Code.INVALID, "'" + uri
                    + "' is no address of a Neo4j, such as bolt://localhost:7687 or neo4j://localhost:7687");
        }
    }

    /** Returns user and address without the password. */
    @Override
    public String toString() {
        return user + "@" + uri;
    }
}
