package io.graphrecall.service.feedback;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.service.cluster.MemberTopic;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Log and counts of impressions and clicks of results, over all members. Thread-safe. */
public final class Feedback implements AutoCloseable {

    private final FeedbackLog log;
    private final ClickCounts clicks;
    private final MemberTopic<List<String>> shown;
    private final MemberTopic<List<ClickCounts.AnswerEvent>> answerEvents;

    /**
     * @param clock   time of the lines of the log
     * @param onShown gets the contents of impressions, on every member
     */
    public Feedback(FeedbackSettings settings, HazelcastInstance hazelcast, ClickObserver observer,
            Consumer<List<String>> onShown, Clock clock) {
        log = new FeedbackLog(settings, clock);
        clicks = new ClickCounts(settings, observer);
        shown = new MemberTopic<>(hazelcast, "shown-contents", "Impressions are not counted", onShown);
        answerEvents = new MemberTopic<>(
                hazelcast, "answer-events", "Events of answers of other members are not counted", clicks::received);
    }

    public FeedbackLog log() {
        return log;
    }

    public ClickCounts clicks() {
        return clicks;
    }

    /** Logs and counts committed events. */
    public void committed(List<BehaviourEvent> events) {
        log.received(events);
        List<String> impressions = events.stream().filter(event -> event.action() == Action.IMPRESSION)
                .map(event -> event.target().key()).toList();
        if (!impressions.isEmpty()) {
            shown.everywhere(impressions);
        }
        List<ClickCounts.AnswerEvent> unknown = clicks.committed(events);
        if (!unknown.isEmpty()) {
            answerEvents.publish(unknown);
        }
    }

    @Override
    public void close() {
        answerEvents.close();
        shown.close();
    }
}
