package io.graphrecall.content.classify;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression over a sentence vector and words: P(class | x) = softmax(W x + b). Fitted by AdaGrad
 * (Duchi, Hazan and Singer 2011) one example at a time. What the vector counts against the words, and how many passes are
 * best, is told by the likelihood of held-out examples; then all examples are fitted so. The same examples and seed give the same weights. Immutable and
 * thread-safe once fitted.
 */
final class SoftmaxRegression {

    private static final float EPSILON = 1e-6f;

    /** A word that fewer examples have says nothing. */
    private static final int MIN_EXAMPLES = 2;

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
        this.columns = columns(examples);
        // Rows: the bias, the sentence vector, the words.
        this.weights = new float[1 + mean.length + columns.length][classes];
        this.squares = new float[weights.length][classes];
    }

    /**
     * Fits.
     *
     * @param labels  the class of each example, 0 to {@code classes - 1}
     */
    static SoftmaxRegression fit(List<Features> examples, int[] labels, int classes, SoftmaxParameters parameters) {
        int[] order = shuffled(examples.size(), new Random(parameters.seed()));
        int held = (int) Math.round(parameters.heldOut() * order.length);
        Choice choice = held == 0
                ? new Choice(parameters.vectorScales().getFirst(), parameters.patience(), 0)
                : best(examples, labels, classes, parameters, Arrays.copyOfRange(order, held, order.length),
                        Arrays.copyOf(order, held));
        SoftmaxRegression model = new SoftmaxRegression(examples, classes, choice.vectorScale(), parameters);
        Random random = new Random(parameters.seed());
        for (int epoch = 0; epoch < choice.epochs(); epoch++) {
            model.pass(examples, labels, order, random);
        }
        return model;
    }

    /** @param likelihood logarithm of that of the held-out examples */
    private record Choice(float vectorScale, int epochs, double likelihood) {}

    private static Choice best(List<Features> examples, int[] labels, int classes, SoftmaxParameters parameters,
            int[] fitted, int[] held) {
        List<Features> shown = IntStream.of(fitted).mapToObj(examples::get).toList();
        Choice best = new Choice(parameters.vectorScales().getFirst(), 1, Double.NEGATIVE_INFINITY);
        for (float vectorScale : parameters.vectorScales()) {
            SoftmaxRegression model = new SoftmaxRegression(shown, classes, vectorScale, parameters);
            Choice own = model.bestEpochs(examples, labels, fitted.clone(), held);
            best = own.likelihood() > best.likelihood() ? own : best;
        }
        return best;
    }

    private Choice bestEpochs(List<Features> examples, int[] labels, int[] fitted, int[] held) {
        Random random = new Random(parameters.seed());
        Choice best = new Choice(vectorScale, 1, Double.NEGATIVE_INFINITY);
        for (int epoch = 1; epoch <= parameters.maxEpochs()
                && epoch - best.epochs() <= parameters.patience(); epoch++) {
            pass(examples, labels, fitted, random);
            double likelihood = IntStream.of(held)
                    .mapToDouble(i -> Math.log(probabilities(examples.get(i))[labels[i]] + EPSILON)).sum();
            if (likelihood > best.likelihood()) {
                best = new Choice(vectorScale, epoch, likelihood);
            }
        }
        return best;
    }

    /** P(class | x) of every class. */
    float[] probabilities(Features x) {
        float[] probabilities = new float[classes];
        float[] input = new float[1 + mean.length + x.columns().length];
        forward(rows(x, input), input, probabilities);
        return probabilities;
    }

    private void pass(List<Features> examples, int[] labels, int[] order, Random random) {
        shuffle(order, random);
        float[] gradient = new float[classes];
        for (int example : order) {
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
            float slope = gradient[c] * input + l2 * weight[c];
            square[c] += slope * slope;
            weight[c] -= rate * slope / (float) Math.sqrt(square[c] + EPSILON);
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
        float highest = Float.NEGATIVE_INFINITY;
        for (float logit : probabilities) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] = (float) Math.exp(probabilities[c] - highest);
            sum += probabilities[c];
        }
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] /= (float) sum;
        }
    }

    /** The rows of the weights that an example touches; {@code input} gets what each is multiplied with. */
    private int[] rows(Features x, float[] input) {
        int[] rows = new int[input.length];
        input[0] = 1;
        int count = 1;
        for (int d = 0; d < mean.length; d++) {
            rows[count] = count;
            input[count++] = vectorScale * (x.dense()[d] - mean[d]);
        }
        for (int i = 0; i < x.columns().length; i++) {
            int word = Arrays.binarySearch(columns, x.columns()[i]);
            if (word >= 0) {
                rows[count] = 1 + mean.length + word;
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

    private static int[] columns(List<Features> examples) {
        int[] all = examples.stream().flatMapToInt(example -> IntStream.of(example.columns())).sorted().toArray();
        return IntStream.range(0, all.length)
                .filter(i -> i + MIN_EXAMPLES <= all.length && all[i] == all[i + MIN_EXAMPLES - 1]
                        && (i == 0 || all[i] != all[i - 1]))
                .map(i -> all[i]).toArray();
    }

    private static int[] shuffled(int size, Random random) {
        int[] order = IntStream.range(0, size).toArray();
        shuffle(order, random);
        return order;
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
