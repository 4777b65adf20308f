package io.graphrecall.service.erasure;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.cluster.MemberTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Erases users from the files of this member's home, and lets the other members do the same. Thread-safe. */
public final class HomeErasure implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HomeErasure.class);

    private final HomeFiles files;
    private final MemberTopic<String> topic;
    /** Users whose erasure has not begun. */
    private final Set<UserId> waiting = ConcurrentHashMap.newKeySet();

    /** @param erased called for a user whom another member erased, before the files are clean */
    public HomeErasure(HazelcastInstance hazelcast, HomeFiles files, Consumer<UserId> erased) {
        this.files = files;
        topic = new MemberTopic<>(hazelcast, "user-erasures",
                "Homes of other members may still name an erased user; run recall erase there",
                key -> Thread.ofVirtual().name("erasure").start(() -> {
                    UserId user = new UserId(key);
                    try {
                        erased.accept(user);
                    } catch (RuntimeException e) { // the files are cleaned whatever happens here
                        LOG.warn("An erased user is forgotten with the next poll of the graph: {}", e.toString());
                    }
                    erase(user);
                }));
    }

    /** Erases a user. Returns when the files of this member are clean; those of the others follow. */
    public void everywhere(UserId user) {
        topic.publish(user.key());
        erase(user);
    }

    /**
     * Erases a user together with all others who wait, since each erasure reads all files. The user is gone from the graph,
     * so a failure is reported and does not fail the request.
     */
    private void erase(UserId user) {
        waiting.add(user);
        synchronized (files) {
            Set<UserId> users = Set.copyOf(waiting);
            if (!users.contains(user)) {
                return; // an erasure that began since included the user
            }
            waiting.removeAll(users);
            try {
                files.erase(
                        users.stream().<Predicate<String>>map(UserMention::new).reduce(line -> false, Predicate::or));
            } catch (RecallException e) {
                LOG.error("Erased users may still be named in the home; run recall erase for them again: {}",
                        e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
