package io.graphrecall.content.classify;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Predicts the category of a text: a softmax regression at every node of the taxonomy tells the next level, or that the
 * path ends there. P(path) is the product down the path, and the prediction follows the likeliest child at each level.
 * Immutable and thread-safe once fitted.
 */
public final class CategoryModel {

    /** The class of paths that end at a node. */
    private static final String END = "";

    private final Node root;

    private CategoryModel(Node root) {
        this.root = root;
    }

    /**
     * Fits to texts whose category is known.
     *
     * @param paths each text's category; not empty
     * @throws IllegalArgumentException where there is no text
     */
    public static CategoryModel fit(List<Features> examples, List<List<String>> paths, SoftmaxParameters parameters) {
        if (examples.isEmpty() || examples.size() != paths.size()) {
            throw new IllegalArgumentException(examples.size() + " texts with " + paths.size() + " categories");
        }
        return new CategoryModel(Node.fit(examples, paths, 0, parameters));
    }

    /** The likeliest path. */
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
     * A node of the taxonomy.
     *
     * @param names    of its children, {@link #END} among them where paths end here; in order
     * @param children parallel; a node below which nothing is known has none
     * @param model    null where there is only one name
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
            members.forEach((name, of) -> {
                of.forEach(i -> labels[i] = children.size());
                children.add(name.equals(END)
                        ? LEAF
                        : fit(of.stream().map(examples::get).toList(), of.stream().map(paths::get).toList(), level + 1,
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
