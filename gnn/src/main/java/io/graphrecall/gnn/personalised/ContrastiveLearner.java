package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Losses;
import io.graphrecall.gnn.training.Learner;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Softmax loss of the personalised representation: the target against uniform negatives and the other targets of the batch,
 * with log-Q correction. {@link ValidationRanking} gives the validation scores.
 *
 * @param targets training targets
 */
record ContrastiveLearner(
        PersonalisedParameters parameters, long seed, PersonalisedModel model, ContentInputs inputs,
        PrefixSamples samples, int[] targets, ContrastiveBatch.Sampler sampler, ValidationRanking validation)
        implements
            Learner<int[]> {

    @Override
    public List<int[]> batches(int epoch) {
        return samples.batches(
                List.of(targets), parameters.objective().maxSamplesPerEpoch(), parameters.schedule().batchSize(),
                Objects.hash(seed, epoch));
    }

    @Override
    public NDArray loss(NDManager scope, int[] batchTargets, SplittableRandom random) {
        ContrastiveBatch batch = sampler.draw(batchTargets, random);
        NDArray contents = model.gate().apply(inputs.batch(scope, batch.contents()), true);
        NDArray history = Layers.embedding(contents, batch.padding().tensor(scope, batch.history()));
        NDArray users = model.pooling().apply(history, batch.padding().mask(scope), true);
        NDArray scale = model.scale();
        NDArray logQ = scope.create(batch.logProbabilities());
        NDArray targetRows = scope.create(batch.targets());
        NDArray logits = users.matMul(contents.get("0:" + batch.candidates()).transpose()).mul(scale)
                .sub(logQ)
                .add(scope.create(batch.candidateMask(), new Shape(batch.targets().length, batch.candidates())));
        NDArray targetLogits = users.mul(Layers.embedding(contents, targetRows)).sum(new int[] {1}).mul(scale)
                .sub(logQ.gather(targetRows, 0));
        return Losses.logSumExp(logits).sub(targetLogits).mean().reshape(1);
    }

    @Override
    public double[] validate(NDManager scope) {
        return validation.scores(scope);
    }
}
