package io.graphrecall.evaluation.baselines;

import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.LoggedEvent;

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
public record ModelRequest(List<LoggedEvent> history, long at, Exclusions exclusions, String target) {

    public ModelRequest {
        history = history.stream().filter(event -> event.action().relationship().isPresent()).toList();
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
        return requests.stream().map(request -> {
            List<LoggedEvent> before = log.events(request.userId(), withheld);
            return new ModelRequest(
                    before, request.at(),
                    Exclusions.of(before, preferences.getOrDefault(request.userId(), Exclusions.Preferences.NONE)),
                    request.targets().getFirst());
        }).toList();
    }
}
