package io.graphrecall.cypher;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.NotificationSeverity;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;

import java.net.URI;

/**
 * Opens the sessions of a driver. In a cluster, those that read go to any server and those that write to the leader.
 * Thread-safe.
 */
final class GraphSessions {

    /** First part of the schemes of addresses of a cluster. */
    private static final String ROUTED = "neo4j";
    private static final CypherStatement SEQUENCE = CypherStatement.of("recall/sequence");

    private final Driver driver;
    private final boolean routed;
    /** The user's database in a cluster; null before the first session. */
    private volatile @Nullable String database;

    GraphSessions(URI uri, Driver driver) {
        this.driver = driver;
        routed = uri.getScheme().startsWith(ROUTED);
    }

    /** Opens a session that sees all that earlier ones have read and written. */
    Session causal(AccessMode mode) {
        return driver.session(config(mode, true).build());
    }

    /** Opens such a session that reads many rows. */
    Session causal(AccessMode mode, long fetchSize) {
        return driver.session(config(mode, true).withFetchSize(fetchSize).build());
    }

    /** Opens such a session to read, whose results have the warnings of the database about their statements. */
    Session warned() {
        return driver.session(config(AccessMode.READ, true).withMinimumNotificationSeverity(
                NotificationSeverity.WARNING).build());
    }

    /** Opens a session on the server that accepts writes, which waits for no earlier session. */
    Session leader() {
        return driver.session(config(AccessMode.WRITE, false).build());
    }

    /**
     * One server needs no bookmarks, and would wait for them in vain after it was restored from an older backup. Without the
     * name of the database, the driver asks the server at the client's address for it in each session, and fails if this
     * server is away.
     */
    private SessionConfig.Builder config(AccessMode mode, boolean causal) {
        SessionConfig.Builder config = SessionConfig.builder().withDefaultAccessMode(mode);
        if (routed) {
            config.withDatabase(database());
            if (causal) {
                config.withBookmarkManager(driver.executableQueryBookmarkManager());
            }
        }
        return config;
    }

    private String database() {
        String known = database;
        if (known == null) {
            SessionConfig first = SessionConfig.builder().withDefaultAccessMode(AccessMode.READ).build();
            try (Session session = driver.session(first)) {
                known = session.run(SEQUENCE.text()).consume().database().name();
            }
            database = known;
        }
        return known;
    }
}
