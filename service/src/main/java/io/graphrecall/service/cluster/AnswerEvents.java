package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.List;

/**
 * Passes events that refer to an answer of another member on to all members. A member that does not respond misses them, so
 * that its counts are a little low. Thread-safe.
 */
public final class AnswerEvents implements AutoCloseable {

    private static final String CLICK = "click";
    private static final int FIELDS = 3;

    private final Counter own;
    private final MemberTopic topic;

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
        this.own = own;
        topic = new MemberTopic(
                hazelcast, "answer-events", "Events of answers of other members are not counted", fields -> {
                    for (int i = 0; i + FIELDS <= fields.size(); i += FIELDS) {
                        others.receive(fields.get(i), fields.get(i + 1), fields.get(i + 2).equals(CLICK));
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
        if (!unknown.isEmpty()) {
            topic.publish(unknown);
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
