package io.graphrecall.content.classify;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hierarchical classifier over a taxonomy. A softmax regression at every node predicts the next level, or the end of the
 * path. P(path) is the product along the path. Immutable and thread-safe after fitting.
 */
public final class CategoryModel {

    /** Class of the paths that end at a node. */
    private static final String END = "";

    private final Node root;

    private CategoryModel(Node root) {
        this.root = root;
    }

    /**
     * Fits a model to records with known categories.
     *
     * @param paths category of each record; an empty path is a class as well
     * @throws IllegalArgumentException if there are no examples or the lengths differ
     */
    public static CategoryModel fit(List<Features> examples, List<List<String>> paths, SoftmaxParameters parameters) {
        if (examples.isEmpty() || examples.size() != paths.size()) {
            throw new IllegalArgumentException("Found " + examples.size() + " records and " + paths.size()
                    + " categories. There must be at least one record, and one category per record.");
        }
        return new CategoryModel(Node.fit(examples, paths, 0, parameters));
    }

    /** Returns the probability of every path. */
    public CategoryDistribution distribution(Features x) {
        Map<List<String>, Double> paths = new LinkedHashMap<>();
        root.addPaths(x, List.of(), 1, paths);
        return new CategoryDistribution(paths);
    }

    /**
     * Node of the taxonomy.
     *
     * @param names    sorted names of the children; includes {@link #END} if paths end here
     * @param children children, parallel to {@code names}
     * @param model    classifier over the children; null if there is only one
     */
    private record Node(List<String> names, List<Node> children, @Nullable SoftmaxRegression model) {

        /** Adds the paths through this node, which {@code above} leads to with a probability. */
        void addPaths(Features x, List<String> above, double probability, Map<List<String>, Double> paths) {
            float[] probabilities = model == null ? new float[] {1} : model.probabilities(x);
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equals(END)) {
                    paths.put(above, probability * probabilities[i]);
                } else {
                    List<String> path = new ArrayList<>(above);
                    path.add(names.get(i));
                    children.get(i).addPaths(x, List.copyOf(path), probability * probabilities[i], paths);
                }
            }
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
