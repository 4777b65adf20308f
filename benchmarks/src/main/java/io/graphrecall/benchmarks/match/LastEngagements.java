package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.LeaveOneOut;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.evaluation.variants.ModelRequest;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
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
        ModelRequest asked() {
            return new ModelRequest(
                    before.stream().map(event -> new ModelRequest.Step(event.action(), event.target())).toList(),
                    target);
        }

        /** What the user had done, as a protocol reads it. */
        List<LoggedEvent> logged() {
            return before.stream().map(event -> new LoggedEvent(
                    event.order(), event.user().key(), event.action(), event.target(), event.at().toEpochMilli(),
                    event.requestId())).toList();
        }
    }

    /** @param events by user, each the user's own, the oldest first */
    static LastEngagements of(Map<String, List<BehaviourEvent>> events) {
        List<BehaviourEvent> lines = events.values().stream().flatMap(List::stream).toList();
        EventLog log = new EventLog(DataSet.Timestamps.ORDER_ONLY);
        for (int line = 0; line < lines.size(); line++) {
            log.add(line, lines.get(line));
        }
        Split split = new LeaveOneOut().split(log);
        BitSet unknown = split.withheldFromValidation();
        Map<String, List<BehaviourEvent>> learned = new TreeMap<>();
        log.userIds().forEach(user -> learned.put(user, known(lines, log, user, unknown)));
        return new LastEngagements(
                learned, questions(lines, log, split.validation(), unknown),
                questions(lines, log, split.test(), split.testLines()));
    }

    private static Map<String, Question> questions(
            List<BehaviourEvent> lines, EventLog log, List<io.graphrecall.evaluation.protocol.EvaluationRequest> asked,
            BitSet withheld) {
        Map<String, Question> questions = new TreeMap<>();
        asked.forEach(question -> {
            String target = question.targets().getFirst();
            BehaviourEvent event = known(lines, log, question.userId(), new BitSet()).stream()
                    .filter(one -> one.action().positive() && one.target().key().equals(target)).findFirst()
                    .orElseThrow();
            questions.put(question.userId(), new Question(
                    known(lines, log, question.userId(), withheld), event.id(), target, event.at()));
        });
        return questions;
    }

    private static List<BehaviourEvent> known(List<BehaviourEvent> lines, EventLog log, String user, BitSet withheld) {
        return log.events(user, withheld).stream().map(event -> lines.get(Math.toIntExact(event.line()))).toList();
    }
}
