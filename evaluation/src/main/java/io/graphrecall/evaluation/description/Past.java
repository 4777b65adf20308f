package io.graphrecall.evaluation.description;

import io.graphrecall.evaluation.description.Meaning.Kind;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the last events of one user told. Not thread-safe. */
final class Past {

    private final int length;
    private final Deque<Meaning> events = new ArrayDeque<>();
    /** By number of a value: how many of the events tell it. */
    private final int[] told;

    /**
     * @param length how many events are looked back on
     * @param values how many numbers there are
     */
    Past(int length, int values) {
        this.length = length;
        this.told = new int[values];
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    void add(Meaning event) {
        events.addLast(event);
        count(event, 1);
        if (events.size() > length) {
            count(events.removeFirst(), -1);
        }
    }

    /** Forgets everything, for the next user. */
    void clear() {
        events.forEach(event -> count(event, -1));
        events.clear();
    }

    private void count(Meaning event, int change) {
        for (Kind kind : Kind.values()) {
            for (int value : event.told(kind)) {
                told[value] += change;
            }
        }
    }

    /** Whether something has anything of a kind in common with one of the events. */
    boolean shares(Meaning meaning, Kind kind) {
        for (int value : meaning.asked(kind)) {
            if (told[value] > 0) {
                return true;
            }
        }
        return false;
    }
}
