package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.UUID;
import java.util.function.Consumer;

/** Messages that a member sends to the others. A member that does not respond misses them. Thread-safe. */
public final class MemberTopic<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MemberTopic.class);

    private final HazelcastInstance hazelcast;
    private final String missed;
    private final ITopic<T> topic;
    private final UUID registration;

    /**
     * @param missed   consequence of a failure, for the log
     * @param receiver gets the messages of other members
     */
    public MemberTopic(HazelcastInstance hazelcast, String name, String missed, Consumer<T> receiver) {
        this.hazelcast = hazelcast;
        this.missed = missed;
        topic = hazelcast.getTopic(name);
        registration = topic.addMessageListener(message -> {
            if (!message.getPublishingMember().localMember()) {
                receiver.accept(message.getMessageObject());
            }
        });
    }

    /** Sends a message to the other members, if there are any. A failure is a line in the log. */
    public void publish(T message) {
        try {
            if (hazelcast.getCluster().getMembers().size() > 1) {
                topic.publishAsync(message).exceptionally(this::failed);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private @Nullable Void failed(Throwable cause) {
        LOG.warn("{}: {}", missed, cause.toString());
        return null;
    }

    @Override
    public void close() {
        topic.removeMessageListener(registration);
    }
}
