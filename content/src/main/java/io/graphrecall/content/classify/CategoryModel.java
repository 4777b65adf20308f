package io.graphrecall.content.classify;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Hierarchical text classifier over the category taxonomy. A softmax regression at every node predicts the next level,
 * or the end of the path. P(path) is the product along the path. The prediction follows the most probable child at each
 * level. Immutable and thread-safe after fitting.
 */
public final class CategoryModel {

    /** Class of the paths that end at a node. */
    private static final String END = "";

    private final Node root;

    private CategoryModel(Node root) {
        this.root = root;
    }

    /**
     * Fits a model to texts with known categories.
     *
     * @param paths category of each text; not empty
     * @throws IllegalArgumentException if there are no examples or the lengths differ
     */
    public static CategoryModel fit(List<Features> examples, List<List<String>> paths, SoftmaxParameters parameters) {
        if (examples.isEmpty() || examples.size() != paths.size()) {
            throw new IllegalArgumentException("Found " + examples.size() + " texts and " + paths.size()
                    + " categories. There must be at least one text, and one category per text.");
        }
        return new CategoryModel(Node.fit(examples, paths, 0, parameters));
    }

    /** Returns the predicted path. */
    public CategoryPrediction predict(Features x) {
        List<String> path = new ArrayList<>();
        List<Float> scores = new ArrayList<>();
        float score = 1;
        for (Node node = root;;) {
            float[] probabilities = node.probabilities(x);
            int best = IntStream.range(0, probabilities.length)
                    .reduce((a, b) -> probabilities[b] > probabilities[a] ? b : a).orElseThrow();
            score *= probabilities[best];
            if (node.names().get(best).equals(END)) {
                break;
            }
            path.add(node.names().get(best));
            scores.add(score);
            node = node.children().get(best);
        }
        return new CategoryPrediction(path, scores);
    }

    /**
     * Node of the taxonomy.
     *
     * @param names    sorted names of the children; includes {@link #END} if paths end here
     * @param children children, parallel to {@code names}
     * @param model    classifier over the children; null if there is only one
     */
    private record Node(List<String> names, List<Node> children, @Nullable SoftmaxRegression model) {

        float[] probabilities(Features x) {
            return model == null ? new float[] {1} : model.probabilities(x);
        }

        static Node fit(List<Features> examples, List<List<String>> paths, int level, SoftmaxParameters parameters) {
            Map<String, List<Integer>> members = new TreeMap<>();
            for (int i = 0; i < paths.size(); i++) {
                List<String> path = paths.get(i);
                members.computeIfAbsent(path.size() > level ? path.get(level) : END, name -> new ArrayList<>()).add(i);
            }
            List<String> names = List.copyOf(members.keySet());
            int[] labels = new int[examples.size()];
            List<Node> children = new ArrayList<>();
            members.forEach((name, indexes) -> {
                indexes.forEach(i -> labels[i] = children.size());
                children.add(name.equals(END)
                        ? LEAF
                        : fit(indexes.stream().map(examples::get).toList(), indexes.stream().map(paths::get).toList(),
                                level + 1,
                                parameters));
            });
            SoftmaxRegression model = names.size() == 1
                    ? null
                    : SoftmaxRegression.fit(examples, labels, names.size(), parameters);
            return new Node(names, List.copyOf(children), model);
        }

        private static final Node LEAF = new Node(List.of(END), List.of(), null);
    }
}
