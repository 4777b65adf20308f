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
 * Softmax loss of the personalised representation: the target against uniform negatives, the other targets of the batch
 * and hard negatives, with log-Q correction. Without biases, content vectors alone must separate them.
 */
final class ContrastiveLoss {

    private final PersonalisedModel model;
    private final ContentInputs inputs;
    private final PersonalisedParameters parameters;

    ContrastiveLoss(PersonalisedModel model, ContentInputs inputs, PersonalisedParameters parameters) {
        this.model = model;
        this.inputs = inputs;
        this.parameters = parameters;
    }

    /** Returns the loss of a batch, [1]. */
    NDArray loss(NDManager scope, ContrastiveBatch batch, boolean withBiases) {
        ContentInputs.Batch encoded = inputs.batch(scope, batch.contents());
        NDArray contents = model.gate().apply(encoded, true);
        NDArray history = batch.padding().tensor(scope, batch.history());
        NDArray mask = batch.padding().mask(scope);
        NDArray users = model.pooling().apply(Layers.embedding(contents, history), mask, true);
        CategoryBiases biases = model.biases();
        if (!withBiases || biases == null) {
            return softmaxLoss(scope, batch, users, contents);
        }
        NDArray contentBiases = biases.contents(encoded.categories());
        NDArray userBiases = biases.users(encoded.categories(), history, mask);
        NDArray regularisation = Scalars.times(
                meanSquaredNorm(contentBiases).add(meanSquaredNorm(userBiases)), parameters.objective().biasPenalty());
        return softmaxLoss(scope, batch, users.add(userBiases), contents.add(contentBiases)).add(regularisation);
    }

    private NDArray softmaxLoss(NDManager scope, ContrastiveBatch batch, NDArray users, NDArray contents) {
        int samples = batch.targets().length;
        int hard = batch.hardNegatives().length / samples;
        NDArray scale = model.scale();
        NDArray logQ = scope.create(batch.logProbabilities());
        NDArray targets = scope.create(batch.targets());
        NDArray logits = users.matMul(contents.get("0:" + batch.candidates()).transpose()).mul(scale)
                .sub(logQ)
                .add(scope.create(batch.candidateMask(), new Shape(samples, batch.candidates())));
        NDArray targetLogits = users.mul(Layers.embedding(contents, targets)).sum(new int[] {1}).mul(scale)
                .sub(logQ.gather(targets, 0));
        if (hard > 0) {
            PersonalisedParameters.Negatives negatives = parameters.objective().negatives();
            double probability = hard / (double) (negatives.maxRank() - negatives.minRank());
            NDArray hardLogits = Layers
                    .embedding(contents, scope.create(batch.hardNegatives(), new Shape(samples, hard)))
                    .matMul(users.expandDims(-1)).squeeze(-1).mul(scale).sub(Math.log(probability))
                    .add(scope.create(batch.hardNegativeMask(), new Shape(samples, hard)));
            logits = NDArrays.concat(new NDList(logits, hardLogits), 1);
        }
        return Losses.logSumExp(logits).sub(targetLogits).mean().reshape(1);
    }

    private static NDArray meanSquaredNorm(NDArray rows) {
        return rows.square().sum(new int[] {1}).mean().reshape(1);
    }
}
