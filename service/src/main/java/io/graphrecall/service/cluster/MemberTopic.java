package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Texts that a member tells the others. A member that does not respond misses them. Thread-safe. */
final class MemberTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MemberTopic.class);

    private final HazelcastInstance hazelcast;
    private final String missed;
    private final ITopic<String[]> topic;
    private final UUID registration;

    /**
     * @param missed   what a failure means, for the log
     * @param receiver gets the texts of other members
     */
    MemberTopic(HazelcastInstance hazelcast, String name, String missed, Consumer<List<String>> receiver) {
        this.hazelcast = hazelcast;
        this.missed = missed;
        topic = hazelcast.getTopic(name);
        registration = topic.addMessageListener(message -> {
            if (!message.getPublishingMember().localMember()) {
                receiver.accept(List.of(message.getMessageObject()));
            }
        });
    }

    /** Tells the other members, if there are any. A failure is a line in the log. */
    void publish(List<String> texts) {
        try {
            if (hazelcast.getCluster().getMembers().size() > 1) {
                topic.publishAsync(texts.toArray(String[]::new)).exceptionally(this::failed);
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
