package io.graphrecall.benchmarks.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Posted events with their acknowledgements. The users are new, and each has a few events with distinct contents, so
 * the service lists all of them as recent. Thread-safe.
 */
final class Journal {

    static final int EVENTS_PER_USER = 5;

    private final String run;
    private final List<String> contents;
    private final Map<PostedEvent, State> events = new LinkedHashMap<>();

    private enum State {
        UNACKNOWLEDGED, IN_TOPIC, ACKNOWLEDGED, ERASED
    }

    Journal(String run, List<String> contents) {
        if (contents.size() < EVENTS_PER_USER) {
            throw new IllegalArgumentException(
                    "The test needs at least " + EVENTS_PER_USER + " contents, but has " + contents.size());
        }
        this.run = run;
        this.contents = contents;
    }

    /** Creates an event and records it as not acknowledged. */
    synchronized PostedEvent next() {
        int number = events.size();
        PostedEvent event = new PostedEvent(
                run + "-" + number, run + "-user-" + number / EVENTS_PER_USER,
                contents.get(number % contents.size()), System.currentTimeMillis());
        events.put(event, State.UNACKNOWLEDGED);
        return event;
    }

    /** Records that the topic has an event. */
    synchronized void keptInTopic(PostedEvent event) {
        events.put(event, State.IN_TOPIC);
    }

    /** Records that the service acknowledged an event, or consumed it from the topic. */
    synchronized void acknowledge(PostedEvent event) {
        events.put(event, State.ACKNOWLEDGED);
    }

    /** Records that the user of some events was erased. */
    synchronized void erase(String user) {
        events.replaceAll((event, state) -> event.user().equals(user) ? State.ERASED : state);
    }

    synchronized List<PostedEvent> erased() {
        return withState(State.ERASED);
    }

    synchronized int created() {
        return events.size();
    }

    synchronized List<PostedEvent> acknowledged() {
        return withState(State.ACKNOWLEDGED);
    }

    /** Events to post again: neither acknowledged nor in the topic. */
    synchronized List<PostedEvent> unacknowledged() {
        return withState(State.UNACKNOWLEDGED);
    }

    private List<PostedEvent> withState(State state) {
        List<PostedEvent> selected = new ArrayList<>();
        events.forEach((event, current) -> {
            if (current == state) {
                selected.add(event);
            }
        });
        return selected;
    }
}
