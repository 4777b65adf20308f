package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.baselines.Exclusions;
import io.graphrecall.evaluation.baselines.ModelRequest;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Leave-one-out split, fit strict. The test target is a user's last first positive engagement with a content, and the
 * validation target is the one before. Training uses the events before the validation target. Test queries use all
 * events before the test target.
 *
 * @param training   training events by user
 * @param validation validation queries by user
 * @param test       test queries by user
 */
record LastEngagements(
        Map<String, List<BehaviourEvent>> training, Map<String, Query> validation, Map<String, Query> test) {

    /**
     * Evaluation query.
     *
     * @param before earlier events of the user, oldest first
     * @param target target engagement
     */
    record Query(List<BehaviourEvent> before, BehaviourEvent target) {

        /** Returns the query in the form of the model. */
        ModelRequest asked() {
            List<LoggedEvent> history = logged();
            return new ModelRequest(
                    history, target.at().toEpochMilli(), Exclusions.of(history, Exclusions.Preferences.NONE),
                    target.target().key());
        }

        /** Returns the earlier events in the form of the protocols. */
        List<LoggedEvent> logged() {
            return before.stream().map(event -> new LoggedEvent(
                    event.order(), event.user().key(), event.action(), event.target(), event.at().toEpochMilli(),
                    event.dwellMsOr(-1),
                    event.requestId())).toList();
        }
    }

    /** @param events events by user, oldest first */
    static LastEngagements of(Map<String, List<BehaviourEvent>> events) {
        List<BehaviourEvent> lines = events.values().stream().flatMap(List::stream).toList();
        EventLog log = new EventLog(DataSet.Timestamps.ORDER_ONLY);
        for (int line = 0; line < lines.size(); line++) {
            log.add(line, lines.get(line));
        }
        Split split = Split.of(log, DataSet.Protocol.LEAVE_ONE_OUT);
        BitSet withheld = split.withheldFromValidation();
        Map<String, List<BehaviourEvent>> training = new TreeMap<>();
        log.userIds().forEach(user -> training.put(user, eventsBefore(lines, log, user, withheld)));
        return new LastEngagements(
                training, queries(lines, log, split.validation(), withheld),
                queries(lines, log, split.test(), split.testLines()));
    }

    private static Map<String, Query> queries(
            List<BehaviourEvent> lines, EventLog log, List<EvaluationRequest> asked,
            BitSet withheld) {
        Map<String, Query> queries = new TreeMap<>();
        asked.forEach(query -> {
            String target = query.targets().getFirst();
            BehaviourEvent event = eventsBefore(lines, log, query.userId(), new BitSet()).stream()
                    .filter(one -> one.action().positive() && one.target().key().equals(target)).findFirst()
                    .orElseThrow();
            queries.put(query.userId(), new Query(eventsBefore(lines, log, query.userId(), withheld), event));
        });
        return queries;
    }

    private static List<BehaviourEvent> eventsBefore(List<BehaviourEvent> lines, EventLog log, String user,
            BitSet withheld) {
        return log.events(user, withheld).stream().map(event -> lines.get(Math.toIntExact(event.line()))).toList();
    }
}
