package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Passes events that refer to an answer of another member on to all members. A member that does not respond misses them, so
 * that its counts are a little low. Thread-safe.
 */
public final class AnswerEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerEvents.class);
    private static final String TOPIC = "answer-events";
    private static final String CLICK = "click";
    private static final int FIELDS = 3;

    private final HazelcastInstance hazelcast;
    private final Counter own;
    private final ITopic<String[]> topic;
    private final UUID registration;

    /** Counts the events of answers that this member remembers. */
    @FunctionalInterface
    public interface Counter {

        /** Returns false if this member does not remember the answer. */
        boolean count(String requestId, String content, boolean isClick);
    }

    /** Receives the events of answers that another member does not remember. */
    @FunctionalInterface
    public interface Receiver {

        void receive(String requestId, String content, boolean isClick);
    }

    public AnswerEvents(HazelcastInstance hazelcast, Counter own, Receiver others) {
        this.hazelcast = hazelcast;
        this.own = own;
        topic = hazelcast.getTopic(TOPIC);
        registration = topic.addMessageListener(message -> {
            if (!message.getPublishingMember().localMember()) {
                String[] fields = message.getMessageObject();
                for (int i = 0; i + FIELDS <= fields.length; i += FIELDS) {
                    others.receive(fields[i], fields[i + 1], fields[i + 2].equals(CLICK));
                }
            }
        });
    }

    /** Counts the committed events on contents that refer to an answer, or passes them on. */
    public void committed(List<BehaviourEvent> events) {
        List<String> unknown = new ArrayList<>();
        for (BehaviourEvent event : events) {
            String requestId = event.requestId();
            if (requestId != null && event.target().label() == NodeLabel.CONTENT
                    && !own.count(requestId, event.target().key(), event.action().positive())) {
                unknown.addAll(List.of(requestId, event.target().key(), event.action().positive() ? CLICK : ""));
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        try {
            if (hazelcast.getCluster().getMembers().size() > 1) {
                topic.publishAsync(unknown.toArray(String[]::new)).exceptionally(AnswerEvents::missed);
            }
        } catch (RuntimeException e) {
            missed(e); // the events are committed, whatever happens here
        }
    }

    private static @Nullable Void missed(Throwable cause) {
        LOG.warn("Events of answers of other members are not counted: {}", cause.toString());
        return null;
    }

    @Override
    public void close() {
        topic.removeMessageListener(registration);
    }
}
