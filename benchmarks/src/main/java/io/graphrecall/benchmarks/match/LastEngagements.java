package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.evaluation.variants.MatchQuestion;
import io.graphrecall.schema.BehaviourEvent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Leave-one-out, fit strict: a user's last first positive engagement with a content is the test target, the one before
 * it the validation target; what is learned from lies before that, recall for the test sees all before the last.
 *
 * @param learned    events to learn from, by user
 * @param validation questions, by user
 * @param test       questions, by user
 */
record LastEngagements(
        Map<String, List<BehaviourEvent>> learned, Map<String, Question> validation, Map<String, Question> test) {

    /** Users with fewer contents are only learned from. */
    private static final int FEWEST = 3;

    /**
     * What is asked.
     *
     * @param before what the user had done, the oldest first
     * @param event  the id of the engagement that is to be foreseen
     * @param target the content to be found
     * @param at     when it was engaged with
     */
    record Question(List<BehaviourEvent> before, String event, String target, Instant at) {

        /** The same as a model is asked. */
        MatchQuestion asked() {
            return new MatchQuestion(
                    before.stream().map(event -> new MatchQuestion.Step(event.action(), event.target())).toList(),
                    target);
        }

        /** What the user had done, as a protocol reads it. */
        List<LoggedEvent> logged() {
            return before.stream().map(event -> new LoggedEvent(
                    event.order(), event.user().key(), event.action(), event.target(), event.at().toEpochMilli(),
                    event.requestId())).toList();
        }
    }

    static LastEngagements of(Map<String, List<BehaviourEvent>> events) {
        LastEngagements split = new LastEngagements(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        events.forEach(split::add);
        return split;
    }

    private void add(String user, List<BehaviourEvent> events) {
        Set<String> engaged = new HashSet<>();
        List<BehaviourEvent> firsts = events.stream()
                .filter(event -> event.action().positive() && engaged.add(event.target().key())).toList();
        if (firsts.size() < FEWEST) {
            learned.put(user, events);
            return;
        }
        BehaviourEvent last = firsts.getLast();
        BehaviourEvent secondLast = firsts.get(firsts.size() - 2);
        List<BehaviourEvent> beforeTest = before(events, last);
        List<BehaviourEvent> known = before(beforeTest, secondLast);
        learned.put(user, known);
        validation.put(user, new Question(
                known, secondLast.id(), secondLast.target().key(), secondLast.at()));
        test.put(user, new Question(beforeTest, last.id(), last.target().key(), last.at()));
    }

    /** Earlier than the target's event, not on the target, and not of its request. */
    private static List<BehaviourEvent> before(List<BehaviourEvent> events, BehaviourEvent target) {
        List<BehaviourEvent> before = new ArrayList<>();
        for (BehaviourEvent event : events) {
            boolean sameRequest = target.requestId() != null && target.requestId().equals(event.requestId());
            if (event.at().isBefore(target.at()) && !event.target().equals(target.target()) && !sameRequest) {
                before.add(event);
            }
        }
        return before;
    }
}
