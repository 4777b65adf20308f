package io.graphrecall.cypher;

import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Watchdog of the lock that all writers take. A process that is frozen in the middle of a write keeps the lock, so that
 * all other writers wait for it. Therefore a write that takes long looks for transactions that block a writer and run no
 * statement. It terminates a transaction that is idle at several looks in a row. The frozen process repeats its write when
 * it continues. Thread-safe.
 */
final class LockWatchdog {

    private static final Logger LOG = LoggerFactory.getLogger(LockWatchdog.class);
    private static final CypherStatement WAITS = CypherStatement.of("ingest/lock-waits");
    private static final CypherStatement END = CypherStatement.of("ingest/transactions-end");
    private static final Pattern TRANSACTION = Pattern.compile("[\\w.-]+-transaction-\\d+");

    /** Time after which a write is watched; it usually takes a few milliseconds. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** Time between two looks. */
    private static final Duration INTERVAL = Duration.ofMillis(250);
    /** Number of looks at which a transaction must be idle. That of a working client is idle for a moment only. */
    private static final int LOOKS = 3;

    private final GraphSessions sessions;

    LockWatchdog(GraphSessions sessions) {
        this.sessions = sessions;
    }

    <T> T watch(Supplier<T> write) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread.ofVirtual().name("lock-watchdog").start(() -> run(ended));
        try {
            return write.get();
        } finally {
            ended.countDown();
        }
    }

    private void run(CountDownLatch ended) {
        try {
            Map<String, Integer> looks = Map.of();
            for (Duration pause = PATIENCE; !ended.await(pause.toMillis(), TimeUnit.MILLISECONDS); pause = INTERVAL) {
                Map<String, Integer> now = new HashMap<>();
                for (String id : idleBlockers()) {
                    now.put(id, looks.getOrDefault(id, 0) + 1);
                }
                end(now.entrySet().stream().filter(one -> one.getValue() >= LOOKS).map(Map.Entry::getKey).toList());
                looks = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClientException e) {
            LOG.warn("Could not look for idle transactions that block a write: {}", e.getMessage());
        } catch (Neo4jException e) {
            LOG.debug("Could not look for idle transactions that block a write", e);
        }
    }

    /** Returns the ids of the transactions that block a writer and run no statement. Writers wait on the leader of a cluster. */
    private Set<String> idleBlockers() {
        Set<String> blockers = new HashSet<>();
        Set<String> idle = new HashSet<>();
        try (Session session = sessions.leader()) {
            for (Record row : session.run(WAITS.text()).list()) {
                if (row.get("idle").asBoolean()) {
                    idle.add(row.get("id").asString());
                } else {
                    TRANSACTION.matcher(row.get("status").asString()).results().map(MatchResult::group)
                            .forEach(blockers::add);
                }
            }
        }
        idle.retainAll(blockers);
        return idle;
    }

    private void end(List<String> transactions) {
        if (transactions.isEmpty()) {
            return;
        }
        try (Session session = sessions.leader()) {
            session.run(END.text(), Map.of("ids", transactions)).consume();
        }
        LOG.warn("Ended {}, which blocked all writes and ran no statement. Its process does not respond", transactions);
    }
}
