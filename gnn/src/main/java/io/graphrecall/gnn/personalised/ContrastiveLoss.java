package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Losses;

/**
 * Softmax loss of the personalised representation: the target against uniform negatives and the other targets of the batch,
 * with log-Q correction.
 */
final class ContrastiveLoss {

    private final PersonalisedModel model;
    private final ContentInputs inputs;

    ContrastiveLoss(PersonalisedModel model, ContentInputs inputs) {
        this.model = model;
        this.inputs = inputs;
    }

    /** Returns the loss of a batch, [1]. */
    NDArray loss(NDManager scope, ContrastiveBatch batch) {
        NDArray contents = model.gate().apply(inputs.batch(scope, batch.contents()), true);
        NDArray history = Layers.embedding(contents, batch.padding().tensor(scope, batch.history()));
        NDArray users = model.pooling().apply(history, batch.padding().mask(scope), true);
        NDArray scale = model.scale();
        NDArray logQ = scope.create(batch.logProbabilities());
        NDArray targets = scope.create(batch.targets());
        NDArray logits = users.matMul(contents.get("0:" + batch.candidates()).transpose()).mul(scale)
                .sub(logQ)
                .add(scope.create(batch.candidateMask(), new Shape(batch.targets().length, batch.candidates())));
        NDArray targetLogits = users.mul(Layers.embedding(contents, targets)).sum(new int[] {1}).mul(scale)
                .sub(logQ.gather(targets, 0));
        return Losses.logSumExp(logits).sub(targetLogits).mean().reshape(1);
    }
}
