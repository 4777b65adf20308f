package io.graphrecall.service.feedback;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.service.cluster.MemberTopic;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes events that refer to an answer of another member on to all members. A member that does not respond misses them, so
 * that its counts are a little low. Thread-safe.
 */
public final class AnswerEvents implements AutoCloseable {

    private final ClickCounts counts;
    private final MemberTopic<ArrayList<AnswerEvent>> topic;

    /** An event on a content of an answer. */
    private record AnswerEvent(String requestId, String content, boolean isClick) implements Serializable {}

    public AnswerEvents(HazelcastInstance hazelcast, ClickCounts counts) {
        this.counts = counts;
        topic = new MemberTopic<>(
                hazelcast, "answer-events", "Events of answers of other members are not counted",
                events -> events.forEach(
                        event -> counts.received(event.requestId(), event.content(), event.isClick())));
    }

    /** Counts the committed events on contents that refer to an answer, or passes them on. */
    public void committed(List<BehaviourEvent> events) {
        ArrayList<AnswerEvent> unknown = new ArrayList<>();
        for (BehaviourEvent event : events) {
            String requestId = event.requestId();
            if (requestId != null && event.target().label() == NodeLabel.CONTENT
                    && !counts.posted(requestId, event.target().key(), event.action().positive())) {
                unknown.add(new AnswerEvent(requestId, event.target().key(), event.action().positive()));
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
