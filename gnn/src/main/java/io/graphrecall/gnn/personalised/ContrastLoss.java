package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Losses;
import io.graphrecall.gnn.tensor.Scalars;

/**
 * What the model is trained by: the target must be told from contents drawn from all, from the other targets of the batch
 * and from some that are like it. Without biases what contents mean must do so alone.
 */
final class ContrastLoss {

    private final PersonalisedModel model;
    private final ContentParts parts;
    private final PersonalisedParameters parameters;

    ContrastLoss(PersonalisedModel model, ContentParts parts, PersonalisedParameters parameters) {
        this.model = model;
        this.parts = parts;
        this.parameters = parameters;
    }

    /** The loss of a batch, one number. */
    NDArray of(NDManager scope, ContrastBatch batch, boolean withBiases) {
        ContentParts.Batch encoded = parts.batch(scope, batch.contents());
        NDArray contents = model.gate().apply(encoded, true);
        NDArray history = batch.padded().tensor(scope, batch.history());
        NDArray mask = batch.padded().mask(scope);
        NDArray users = model.pooling().apply(Layers.embedding(contents, history), mask, true);
        Biases biases = model.biases();
        if (!withBiases || biases == null) {
            return contrast(scope, batch, users, contents);
        }
        NDArray ofContents = biases.contents(encoded.categories());
        NDArray ofUsers = biases.users(encoded.categories(), history, mask);
        NDArray penalty = Scalars.times(
                squaredLength(ofContents).add(squaredLength(ofUsers)), parameters.schedule().biasPenalty());
        return contrast(scope, batch, users.add(ofUsers), contents.add(ofContents)).add(penalty);
    }

    private NDArray contrast(NDManager scope, ContrastBatch batch, NDArray users, NDArray contents) {
        int samples = batch.targets().length;
        int hard = batch.hard().length / samples;
        NDArray sharpness = model.sharpness();
        NDArray expected = scope.create(batch.logExpected());
        NDArray targets = scope.create(batch.targets());
        NDArray logits = users.matMul(contents.get("0:" + batch.compared()).transpose()).mul(sharpness)
                .sub(expected)
                .add(scope.create(batch.excluded(), new Shape(samples, batch.compared())));
        NDArray right = users.mul(Layers.embedding(contents, targets)).sum(new int[] {1}).mul(sharpness)
                .sub(expected.gather(targets, 0));
        if (hard > 0) {
            PersonalisedParameters.Negatives negatives = parameters.negatives();
            double share = hard / (double) (negatives.upTo() - negatives.from());
            NDArray similar = Layers.embedding(contents, scope.create(batch.hard(), new Shape(samples, hard)))
                    .matMul(users.expandDims(-1)).squeeze(-1).mul(sharpness).sub(Math.log(share))
                    .add(scope.create(batch.excludedHard(), new Shape(samples, hard)));
            logits = NDArrays.concat(new NDList(logits, similar), 1);
        }
        return Losses.logSumExp(logits).sub(right).mean().reshape(1);
    }

    private static NDArray squaredLength(NDArray rows) {
        return rows.square().sum(new int[] {1}).mean().reshape(1);
    }
}
