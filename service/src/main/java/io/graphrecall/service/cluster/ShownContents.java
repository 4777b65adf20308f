package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells all members of the cluster which contents users were shown. A member that does not respond misses it, so that its
 * counts are a little low. Thread-safe.
 */
public final class ShownContents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShownContents.class);
    private static final String TOPIC = "shown-contents";

    private final HazelcastInstance hazelcast;
    private final Consumer<Collection<String>> receiver;
    private final ITopic<String[]> topic;
    private final UUID registration;

    /** @param receiver gets the contents of this member's and other members' impressions */
    public ShownContents(HazelcastInstance hazelcast, Consumer<Collection<String>> receiver) {
        this.hazelcast = hazelcast;
        this.receiver = receiver;
        topic = hazelcast.getTopic(TOPIC);
        registration = topic.addMessageListener(message -> {
            if (!message.getPublishingMember().localMember()) {
                receiver.accept(List.of(message.getMessageObject()));
            }
        });
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
            if (hazelcast.getCluster().getMembers().size() > 1) {
                topic.publishAsync(contents.toArray(String[]::new)).exceptionally(ShownContents::missed);
            }
        } catch (RuntimeException e) {
            missed(e); // the events are committed, whatever happens here
        }
    }

    private static @Nullable Void missed(Throwable cause) {
        LOG.warn("Impressions are not counted: {}", cause.toString());
        return null;
    }

    @Override
    public void close() {
        topic.removeMessageListener(registration);
    }
}
