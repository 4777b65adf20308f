package io.graphrecall.content.classify;

import io.graphrecall.schema.RecallException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression over a sentence vector and words: P(class | x) = softmax(W x + b). Fitted by AdaGrad
 * (Duchi, Hazan and Singer 2011) with one example per update. The scale of the vector and the number of epochs are
 * selected by the likelihood of held-out examples; then the model is fitted to all examples. The same examples and seed
 * give the same weights. Immutable and thread-safe after fitting.
 */
final class SoftmaxRegression {

    private static final float EPSILON = 1e-6f;

    /** Minimum number of examples with a word. */
    private static final int MIN_EXAMPLES = 2;
    /** Maximum number of weights, 8 bytes each with their squares. With more words, the most frequent ones have weights. */
    private static final int MAX_WEIGHTS = 50_000_000;

    private final SoftmaxParameters parameters;
    private final float vectorScale;
    private final int classes;
    private final float[] mean;
    private final int[] columns;
    private final float[][] weights;
    private final float[][] squares;

    private SoftmaxRegression(
            List<Features> examples, int classes, float vectorScale, SoftmaxParameters parameters) {
        this.parameters = parameters;
        this.vectorScale = vectorScale;
        this.classes = classes;
        this.mean = mean(examples);
        this.columns = columns(examples, MAX_WEIGHTS / classes);
        // Rows: bias, sentence vector, words.
        this.weights = new float[1 + mean.length + columns.length][classes];
        this.squares = new float[weights.length][classes];
    }

    /**
     * Fits a model.
     *
     * @param labels class of each example, 0 to {@code classes - 1}
     * @throws RecallException with code {@code CANCELLED} if the thread was interrupted
     */
    static SoftmaxRegression fit(List<Features> examples, int[] labels, int classes, SoftmaxParameters parameters) {
        List<Integer> order = IntStream.range(0, examples.size()).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(parameters.seed()));
        int heldOut = (int) Math.round(parameters.heldOut() * order.size());
        Selection selection = heldOut == 0
                ? new Selection(parameters.vectorScales().getFirst(), parameters.patience(), 0)
                : best(examples, labels, classes, parameters, order.subList(heldOut, order.size()),
                        order.subList(0, heldOut));
        SoftmaxRegression model = new SoftmaxRegression(examples, classes, selection.vectorScale(), parameters);
        Random random = new Random(parameters.seed());
        for (int epoch = 0; epoch < selection.epochs(); epoch++) {
            model.epoch(examples, labels, order, random);
        }
        return model;
    }

    /** @param logLikelihood log-likelihood of the held-out examples */
    private record Selection(float vectorScale, int epochs, double logLikelihood) {}

    private static Selection best(List<Features> examples, int[] labels, int classes, SoftmaxParameters parameters,
            List<Integer> training, List<Integer> heldOut) {
        List<Features> trainingExamples = training.stream().map(examples::get).toList();
        Selection best = new Selection(parameters.vectorScales().getFirst(), 1, Double.NEGATIVE_INFINITY);
        for (float vectorScale : parameters.vectorScales()) {
            SoftmaxRegression model = new SoftmaxRegression(trainingExamples, classes, vectorScale, parameters);
            Selection candidate = model.bestEpochs(examples, labels, new ArrayList<>(training), heldOut);
            best = candidate.logLikelihood() > best.logLikelihood() ? candidate : best;
        }
        return best;
    }

    /** @param training shuffled in each epoch */
    private Selection bestEpochs(
            List<Features> examples, int[] labels, List<Integer> training, List<Integer> heldOut) {
        Random random = new Random(parameters.seed());
        Selection best = new Selection(vectorScale, 1, Double.NEGATIVE_INFINITY);
        for (int epoch = 1; epoch <= parameters.maxEpochs()
                && epoch - best.epochs() <= parameters.patience(); epoch++) {
            epoch(examples, labels, training, random);
            double logLikelihood = heldOut.stream()
                    .mapToDouble(i -> Math.log(probabilities(examples.get(i))[labels[i]] + EPSILON)).sum();
            if (logLikelihood > best.logLikelihood()) {
                best = new Selection(vectorScale, epoch, logLikelihood);
            }
        }
        return best;
    }

    /** Returns P(class | x) by class. */
    float[] probabilities(Features x) {
        float[] probabilities = new float[classes];
        float[] input = new float[1 + mean.length + x.columns().length];
        forward(rows(x, input), input, probabilities);
        return probabilities;
    }

    private void epoch(List<Features> examples, int[] labels, List<Integer> order, Random random) {
        Collections.shuffle(order, random);
        float[] gradient = new float[classes];
        for (int example : order) {
            if (Thread.currentThread().isInterrupted()) {
                throw new RecallException(RecallException.Code.CANCELLED, "the classifier was cancelled");
            }
            Features x = examples.get(example);
            float[] input = new float[1 + mean.length + x.columns().length];
            int[] rows = rows(x, input);
            forward(rows, input, gradient);
            gradient[labels[example]] -= 1;
            for (int i = 0; i < rows.length; i++) {
                update(weights[rows[i]], squares[rows[i]], gradient, input[i]);
            }
        }
    }

    private void update(float[] weight, float[] square, float[] gradient, float input) {
        float rate = parameters.rate() / vectorScale;
        float l2 = parameters.l2();
        for (int c = 0; c < weight.length; c++) {
            float partial = gradient[c] * input + l2 * weight[c];
            square[c] += partial * partial;
            weight[c] -= rate * partial / (float) Math.sqrt(square[c] + EPSILON);
        }
    }

    private void forward(int[] rows, float[] input, float[] probabilities) {
        Arrays.fill(probabilities, 0);
        for (int i = 0; i < rows.length; i++) {
            float[] weight = weights[rows[i]];
            float factor = input[i];
            for (int c = 0; c < probabilities.length; c++) {
                probabilities[c] += factor * weight[c];
            }
        }
        float maxLogit = Float.NEGATIVE_INFINITY;
        for (float logit : probabilities) {
            maxLogit = Math.max(maxLogit, logit);
        }
        double sum = 0;
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] = (float) Math.exp(probabilities[c] - maxLogit);
            sum += probabilities[c];
        }
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] /= (float) sum;
        }
    }

    /** Returns the weight rows of an example and writes their input values to {@code input}. */
    private int[] rows(Features x, float[] input) {
        int[] rows = new int[input.length];
        input[0] = 1;
        int count = 1;
        for (int d = 0; d < mean.length; d++) {
            rows[count] = count;
            input[count++] = vectorScale * (x.dense()[d] - mean[d]);
        }
        for (int i = 0; i < x.columns().length; i++) {
            int column = Arrays.binarySearch(columns, x.columns()[i]);
            if (column >= 0) {
                rows[count] = 1 + mean.length + column;
                input[count++] = x.values()[i];
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static float[] mean(List<Features> examples) {
        float[] mean = new float[examples.getFirst().dense().length];
        for (Features example : examples) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += example.dense()[d] / examples.size();
            }
        }
        return mean;
    }

    /** Returns the columns of at least {@link #MIN_EXAMPLES} examples, sorted; of more than the limit, the most frequent. */
    static int[] columns(List<Features> examples, int limit) {
        int[] all = examples.stream().flatMapToInt(example -> IntStream.of(example.columns())).sorted().toArray();
        int[] ends = IntStream.rangeClosed(1, all.length).filter(i -> i == all.length || all[i] != all[i - 1])
                .toArray();
        int[] counts = IntStream.range(0, ends.length).map(i -> ends[i] - (i == 0 ? 0 : ends[i - 1])).toArray();
        return IntStream.range(0, ends.length).filter(i -> counts[i] >= MIN_EXAMPLES).boxed()
                .sorted(Comparator.comparingInt(i -> -counts[i])).limit(limit)
                .mapToInt(i -> all[ends[i] - 1]).sorted().toArray();
    }
}
