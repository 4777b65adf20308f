package io.graphrecall.benchmarks.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every event that was posted, and whether the service acknowledged it. Its users are new, and each has few events on
 * contents that differ, so that all of them show in what the service tells of the user. Thread-safe.
 */
final class Journal {

    static final int EVENTS_OF_A_USER = 5;

    private final String run;
    private final List<String> contents;
    private final Map<PostedEvent, Boolean> events = new LinkedHashMap<>();

    Journal(String run, List<String> contents) {
        this.run = run;
        this.contents = contents;
    }

    /** Makes an event and notes it as not acknowledged. */
    synchronized PostedEvent next() {
        int number = events.size();
        PostedEvent event = new PostedEvent(
                run + "-" + number, run + "-user-" + number / EVENTS_OF_A_USER,
                contents.get(number % contents.size()), System.currentTimeMillis());
        events.put(event, false);
        return event;
    }

    /** Notes that the service acknowledged the event. */
    synchronized void acknowledge(PostedEvent event) {
        events.put(event, true);
    }

    synchronized int posted() {
        return events.size();
    }

    synchronized List<PostedEvent> acknowledged() {
        return only(true);
    }

    synchronized List<PostedEvent> unacknowledged() {
        return only(false);
    }

    private List<PostedEvent> only(boolean acknowledged) {
        List<PostedEvent> chosen = new ArrayList<>();
        events.forEach((event, state) -> {
            if (state == acknowledged) {
                chosen.add(event);
            }
        });
        return chosen;
    }
}
