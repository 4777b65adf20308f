package io.graphrecall.evaluation.variants;

import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeKey;

import java.util.List;

/**
 * What a model is asked: which content does a user engage with who has done this?
 *
 * @param before what the user had done, the oldest first
 * @param target the id of the content to be found
 */
public record ModelRequest(List<Step> before, String target) {

    /** Impressions are left out: they are no part of what is learned from either. */
    public ModelRequest {
        before = before.stream().filter(step -> step.action().relationship().isPresent()).toList();
    }

    /**
     * Asks for the first target of a question.
     *
     * @param before what the user had done, the oldest first
     */
    public static ModelRequest of(EvaluationRequest question, List<LoggedEvent> before) {
        return new ModelRequest(
                before.stream().map(event -> new Step(event.action(), event.target())).toList(),
                question.targets().getFirst());
    }

    /** Something done with something. */
    public record Step(Action action, NodeKey target) {}
}
