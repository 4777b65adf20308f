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
    private final Map<PostedEvent, Boolean> events = new LinkedHashMap<>();

    Journal(String run, List<String> contents) {
        this.run = run;
        this.contents = contents;
    }

    /** Creates an event and records it as not acknowledged. */
    synchronized PostedEvent next() {
        int number = events.size();
        PostedEvent event = new PostedEvent(
                run + "-" + number, run + "-user-" + number / EVENTS_PER_USER,
                contents.get(number % contents.size()), System.currentTimeMillis());
        events.put(event, false);
        return event;
    }

    /** Records that the service acknowledged an event. */
    synchronized void acknowledge(PostedEvent event) {
        events.put(event, true);
    }

    synchronized int posted() {
        return events.size();
    }

    synchronized List<PostedEvent> acknowledged() {
        return withState(true);
    }

    synchronized List<PostedEvent> unacknowledged() {
        return withState(false);
    }

    private List<PostedEvent> withState(boolean acknowledged) {
        List<PostedEvent> selected = new ArrayList<>();
        events.forEach((event, state) -> {
            if (state == acknowledged) {
                selected.add(event);
            }
        });
        return selected;
    }
}
