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
    private final Consumer<T> receiver;
    private final ITopic<T> topic;
    private final UUID registration;

    /**
     * @param missed   consequence of a failure, for the log
     * @param receiver gets the messages of other members, and those that this one passes {@link #everywhere}
     */
    public MemberTopic(HazelcastInstance hazelcast, String name, String missed, Consumer<T> receiver) {
        this.hazelcast = hazelcast;
        this.missed = missed;
        this.receiver = receiver;
        topic = hazelcast.getTopic(name);
        registration = topic.addMessageListener(message -> {
            if (!message.getPublishingMember().localMember()) {
                receiver.accept(message.getMessageObject());
            }
        });
    }

    /** Passes a message to the receiver of this member and to the others. A failure is a line in the log. */
    public void everywhere(T message) {
        try {
            receiver.accept(message);
        } catch (RuntimeException e) {
            failed(e);
        }
        publish(message);
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
