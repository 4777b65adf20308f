package io.graphrecall.service.feedback;

import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.retrieval.KeyHash;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Recent answers of this member, with which events are counted by scene, variant and channel. A content counts once per
 * answer as shown and once as clicked. The oldest answers are forgotten first. Thread-safe.
 */
public final class ClickCounts {

    private final int maxContents;
    private final ClickObserver observer;
    /** By request id, the oldest first. Guarded by this object's lock. */
    private final Map<String, RecentAnswer> answers = new LinkedHashMap<>();
    private long contents;

    /** An event on a content of an answer. */
    public record AnswerEvent(String requestId, String content, boolean isClick) implements Serializable {}

    public ClickCounts(FeedbackSettings settings, ClickObserver observer) {
        maxContents = settings.countedContents();
        this.observer = observer;
    }

    /** Remembers an answer. Returns its id: the id of the request, with a suffix if that is the id of another answer. */
    public String answered(String requestId, RecallResult result) {
        return maxContents > 0 ? answered(requestId, RecentAnswer.of(result)) : requestId;
    }

    /** Remembers an answer, unless it is empty or repeats one. */
    synchronized String answered(String requestId, RecentAnswer answer) {
        if (answer.size() == 0 || answer.size() > maxContents) {
            return requestId;
        }
        String id = requestId;
        for (RecentAnswer other = answers.putIfAbsent(id, answer); other != null;) {
            if (other.repeats(answer)) {
                return id;
            }
            id = requestId + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
            other = answers.putIfAbsent(id, answer);
        }
        contents += answer.size();
        for (Iterator<RecentAnswer> oldest = answers.values().iterator(); contents > maxContents;) {
            contents -= oldest.next().size();
            oldest.remove();
        }
        return id;
    }

    /**
     * Counts the committed events on contents that refer to an answer. Returns those whose answer this member does not
     * remember.
     */
    public List<AnswerEvent> committed(List<BehaviourEvent> events) {
        List<AnswerEvent> unknown = new ArrayList<>(0);
        for (BehaviourEvent event : events) {
            String requestId = event.requestId();
            if (requestId != null && event.target().label() == NodeLabel.CONTENT
                    && !posted(requestId, event.target().key(), event.action().positive())) {
                unknown.add(new AnswerEvent(requestId, event.target().key(), event.action().positive()));
            }
        }
        return unknown;
    }

    /** Counts the events that another member passes on. */
    public void received(List<AnswerEvent> events) {
        events.forEach(event -> received(event.requestId, event.content, event.isClick));
    }

    /** Counts an event that this member received. Returns false if it does not remember the answer. */
    boolean posted(String requestId, String content, boolean isClick) {
        boolean isKnown = engaged(requestId, content, isClick);
        if (maxContents > 0) {
            observer.referred(isKnown ? ClickObserver.Answer.KNOWN : ClickObserver.Answer.UNKNOWN);
        }
        return isKnown;
    }

    /** Counts an event that another member received and does not know the answer of. */
    void received(String requestId, String content, boolean isClick) {
        if (engaged(requestId, content, isClick)) {
            observer.referred(ClickObserver.Answer.RECEIVED);
        }
    }

    /** Counts the remembered answers of a scene that have a content. Answers that arrive meanwhile do not wait. */
    public AnswerReach reach(String scene, String content) {
        List<RecentAnswer> remembered;
        synchronized (this) {
            remembered = answers.values().stream().filter(answer -> answer.scene().equals(scene)).toList();
        }
        long hash = KeyHash.of(content);
        int reached = 0;
        Map<String, Integer> channels = new TreeMap<>();
        for (RecentAnswer answer : remembered) {
            List<String> returned = answer.channels(hash);
            if (returned != null) {
                reached++;
                returned.forEach(channel -> channels.merge(channel, 1, Integer::sum));
            }
        }
        return new AnswerReach(remembered.size(), reached, channels.entrySet().stream()
                .map(channel -> new AnswerReach.Channel(channel.getKey(), channel.getValue())).toList());
    }

    private synchronized boolean engaged(String requestId, String content, boolean isClick) {
        RecentAnswer answer = answers.get(requestId);
        return answer != null && answer.engaged(KeyHash.of(content), isClick, observer);
    }
}
