package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Passes the contents that users were shown on to all members. A member that does not respond misses it, so that its
 * counts are a little low. Thread-safe.
 */
public final class ShownContents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShownContents.class);
    private static final String MISSED = "Impressions are not counted";

    private final Consumer<Collection<String>> receiver;
    private final MemberTopic<List<String>> topic;

    /** @param receiver gets the contents of this member's and other members' impressions */
    public ShownContents(HazelcastInstance hazelcast, Consumer<Collection<String>> receiver) {
        this.receiver = receiver;
        topic = new MemberTopic<>(hazelcast, "shown-contents", MISSED, receiver::accept);
    }

    /** Passes the impressions among committed events on. */
    public void committed(List<BehaviourEvent> events) {
        List<String> contents = events.stream().filter(event -> event.action() == Action.IMPRESSION)
                .map(event -> event.target().key()).toList();
        if (contents.isEmpty()) {
            return;
        }
        try {
            receiver.accept(contents);
            topic.publish(contents);
        } catch (RuntimeException e) {
            LOG.warn("{}: {}", MISSED, e.toString()); // the events are committed, whatever happens here
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
