package io.graphrecall.evaluation.variants;

import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeKey;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * A recall request to a model by itself, without the service.
 *
 * @param history    events of the user, oldest first, without impressions: models are not trained on these
 * @param at         time of the request, epoch milliseconds
 * @param exclusions contents that the service would not return to this user
 * @param target     id of the content to be found
 */
public record ModelRequest(List<Step> history, long at, Exclusions exclusions, String target) {

    public ModelRequest {
        history = history.stream().filter(step -> step.action().relationship().isPresent()).toList();
    }

    /**
     * Returns the request for the first target of an evaluation request.
     *
     * @param before      all events of the user that are known at the request, oldest first
     * @param preferences authors and tags that the user does not want
     */
    public static ModelRequest of(
            EvaluationRequest request, List<LoggedEvent> before, Exclusions.Preferences preferences) {
        List<Step> steps = before.stream().map(event -> new Step(
                event.action(), event.target(), event.at(), event.dwellMs())).toList();
        return new ModelRequest(
                steps, request.at(), Exclusions.of(steps, preferences), request.targets().getFirst());
    }

    /**
     * Returns the requests for the first targets of evaluation requests.
     *
     * @param withheld    lines of the log that are unknown at the requests
     * @param preferences preferences by user, for users who have any
     */
    public static List<ModelRequest> of(
            EventLog log, List<EvaluationRequest> requests, BitSet withheld,
            Map<String, Exclusions.Preferences> preferences) {
        return requests.stream().map(request -> of(
                request, log.events(request.userId(), withheld),
                preferences.getOrDefault(request.userId(), Exclusions.Preferences.NONE))).toList();
    }

    /**
     * An action on a target.
     *
     * @param at      epoch milliseconds
     * @param dwellMs dwell time in milliseconds; -1 if unknown
     */
    public record Step(Action action, NodeKey target, long at, long dwellMs) {}
}
