package io.graphrecall.evaluation.plot;

import io.graphrecall.cypher.GraphTable;
import io.graphrecall.cypher.GraphTable.Relationship;
import io.graphrecall.cypher.ResultGraph;
import io.graphrecall.evaluation.plot.Svg.Anchor;
import io.graphrecall.evaluation.plot.Svg.Point;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Drawing of a graph in columns, by the layout of the web console: in a column, a node is near the nodes of the column
 * before that it is connected with. A line over several columns has a place in each column between, so that it runs
 * beside the nodes there.
 */
public final class PathPlot {

    private static final int WIDTH = 168;
    private static final int HEIGHT = 44;
    private static final int GAP_X = 112;
    private static final int GAP_Y = 12;
    private static final int MARGIN = 12;
    /** Width of the label of a node in Latin letters. */
    private static final double MAX_LABEL = 20;
    /** Width of a letter of another script in Latin letters, from {@link #FIRST_WIDE} on. */
    private static final double WIDE = 1.9;
    private static final int FIRST_WIDE = 0x2e80;
    private static final double LETTER = 6.2;
    private static final int LINE = 12;
    /** Lower numbers, before 1973, are positions in an order. */
    private static final long FIRST_TIME = 100_000_000_000L;
    private static final int MAX_MOVES = 12;
    /** CSS classes of the colours, by node label. */
    private static final Map<String, String> COLOURS = Map.of("User", "s1", "Item", "s2", "Content", "s3", "Query",
            "s4",
            "Tag", "s5", "Category", "s6", "Attribute", "s7");
    private static final String OTHER = "s0";

    private final ResultGraph graph;
    private final List<Line> lines;
    private final Point[] places;

    private PathPlot(ResultGraph graph) {
        this.graph = graph;
        this.lines = lines(graph);
        this.places = places();
    }

    /**
     * All relationships between two nodes.
     *
     * @param from  node of the start; the direction is that of the first relationship
     * @param chain places from the left node to the right one, those of the line between them
     */
    private record Line(int from, int to, Set<String> types, String hint, List<Integer> chain) {}

    /** Text beside a line, with half of its width and the top of its first line. */
    private record Label(List<String> texts, double x, double half, double top) {

        boolean meets(Label other) {
            return Math.abs(other.x - x) <= other.half + half && top < other.bottom() && bottom() > other.top;
        }

        double bottom() {
            return top + texts.size() * LINE;
        }
    }

    /** Draws a graph. */
    public static String of(ResultGraph graph) {
        return new PathPlot(graph).draw();
    }

    private static List<Line> lines(ResultGraph graph) {
        Map<List<Integer>, List<Relationship>> bundles = new LinkedHashMap<>();
        graph.relationships().forEach(each -> bundles
                .computeIfAbsent(List.of(each.from(), each.to()), ends -> new ArrayList<>()).add(each));
        List<Line> lines = new ArrayList<>();
        int next = graph.nodes().size();
        for (List<Relationship> bundle : bundles.values()) {
            int from = bundle.getFirst().from();
            int to = bundle.getFirst().to();
            boolean isForward = graph.columns().get(from) <= graph.columns().get(to);
            int gap = Math.abs(graph.columns().get(to) - graph.columns().get(from));
            List<Integer> chain = new ArrayList<>();
            chain.add(isForward ? from : to);
            for (int between = 1; between < gap; between++) {
                chain.add(next++);
            }
            chain.add(isForward ? to : from);
            Set<String> types = new TreeSet<>();
            bundle.forEach(each -> types.add(each.type()));
            lines.add(new Line(from, to, types, hint(graph, bundle), chain));
        }
        return lines;
    }

    private static String hint(ResultGraph graph, List<Relationship> bundle) {
        List<String> hints = new ArrayList<>();
        for (Relationship each : bundle) {
            hints.add(
                    text(graph.nodes().get(each.from())) + " " + each.type() + " " + text(graph.nodes().get(each.to()))
                            + (each.at() == null ? "" : " · " + time(each.at()))
                            + (each.weight() == null ? "" : String.format(Locale.ROOT, " · %.4f", each.weight())));
        }
        return String.join("\n", hints);
    }

    /** Returns a time of the graph as ISO-8601 text, or as a number if the times of the data set give only an order. */
    public static String time(long at) {
        return at < FIRST_TIME ? String.valueOf(at) : Instant.ofEpochMilli(at).toString();
    }

    private static String text(GraphTable.Node node) {
        return node + (node.name() == null ? "" : ": " + node.name());
    }

    /** Returns the upper left corner of each node, then of each place of a line. */
    private Point[] places() {
        Map<Integer, Integer> columns = new TreeMap<>();
        IntStream.range(0, graph.nodes().size()).forEach(node -> columns.put(node, graph.columns().get(node)));
        Map<Integer, List<Integer>> linked = new HashMap<>();
        for (Line line : lines) {
            for (int i = 0; i < line.chain.size(); i++) {
                columns.putIfAbsent(line.chain.get(i), graph.columns().get(line.chain.getFirst()) + i);
            }
            for (int i = 1; i < line.chain.size(); i++) {
                linked.computeIfAbsent(line.chain.get(i - 1), place -> new ArrayList<>()).add(line.chain.get(i));
                linked.computeIfAbsent(line.chain.get(i), place -> new ArrayList<>()).add(line.chain.get(i - 1));
            }
        }
        Map<Integer, List<Integer>> byColumn = new TreeMap<>();
        columns.forEach((place, column) -> byColumn.computeIfAbsent(column, absent -> new ArrayList<>()).add(place));
        int rows = byColumn.values().stream().mapToInt(Collection::size).max().orElse(0);
        Point[] found = new Point[columns.size()];
        byColumn.forEach((column, members) -> {
            Map<Integer, Double> middles = new HashMap<>();
            members.forEach(place -> middles.put(place, linked.getOrDefault(place, List.of()).stream()
                    .filter(other -> found[other] != null).mapToDouble(other -> found[other].y()).average()
                    .orElse(Double.MAX_VALUE)));
            members.sort(Comparator.comparingDouble(middles::get));
            double top = MARGIN + (rows - members.size()) * (HEIGHT + GAP_Y) / 2.0;
            for (int row = 0; row < members.size(); row++) {
                found[members.get(row)] = new Point(
                        MARGIN + column * (WIDTH + GAP_X), top + row * (HEIGHT + GAP_Y));
            }
        });
        return found;
    }

    private String draw() {
        double right = Arrays.stream(places).mapToDouble(Point::x).max().orElse(0) + WIDTH;
        boolean hasLoops = lines.stream().anyMatch(this::isLoop); // they bend beyond their column
        int width = (int) right + (hasLoops ? GAP_X : MARGIN);
        int height = (int) (Arrays.stream(places).mapToDouble(Point::y).max().orElse(0) + HEIGHT + MARGIN);
        Svg svg = Svg.inFullSize(width, height, "Nodes and relationships of the result");
        svg.arrowHead();
        lines.forEach(line -> svg.arrow(curve(line), isRightwards(line), line.hint));
        labels(height).forEach(label -> {
            for (int i = 0; i < label.texts.size(); i++) {
                svg.text(label.x, label.top + (i + 1) * LINE - 3, Anchor.MIDDLE, "type", label.texts.get(i));
            }
        });
        for (int i = 0; i < graph.nodes().size(); i++) {
            GraphTable.Node node = graph.nodes().get(i);
            String colour = COLOURS.getOrDefault(node.label(), OTHER);
            String name = node.name() == null ? node.key() : node.name();
            svg.box(places[i], WIDTH, HEIGHT, colour, List.of(node.label(), shortened(name)), text(node));
        }
        return svg.end();
    }

    private boolean isLoop(Line line) {
        return graph.columns().get(line.from).equals(graph.columns().get(line.to));
    }

    private boolean isRightwards(Line line) {
        return line.chain.getLast() == line.to;
    }

    /** Returns the path of a line from left to right. */
    private String curve(Line line) {
        StringBuilder path = new StringBuilder();
        double bend = GAP_X / 2.0;
        for (int i = 1; i < line.chain.size(); i++) {
            Point from = places[line.chain.get(i - 1)];
            Point to = places[line.chain.get(i)];
            double startX = from.x() + WIDTH;
            double startY = from.y() + HEIGHT / 2.0;
            double endY = to.y() + HEIGHT / 2.0;
            double endX = isLoop(line) ? to.x() + WIDTH : to.x();
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f ", i == 1 ? "M" : "L",
                    startX, startY, startX + bend, startY, isLoop(line) ? endX + bend : endX - bend, endY, endX, endY));
        }
        return path.toString().strip();
    }

    /** Returns the types of the lines, once for all lines of a node that look the same, apart from each other. */
    private List<Label> labels(int height) {
        Map<Integer, Integer> counts = new HashMap<>();
        lines.forEach(line -> List.of(line.from, line.to).forEach(node -> counts.merge(node, 1, Integer::sum)));
        Set<String> labelled = new HashSet<>();
        List<Label> labels = new ArrayList<>();
        for (Line line : lines) {
            Point left = places[line.chain.getFirst()];
            Point beforeLast = places[line.chain.get(line.chain.size() - 2)];
            Point end = places[line.chain.getLast()];
            // The end with fewer lines has more room.
            boolean isNearRight = line.chain.size() > 2
                    || counts.getOrDefault(line.chain.getLast(), 0) < counts.getOrDefault(line.chain.getFirst(), 0);
            int node = isNearRight ? line.chain.getLast() : line.chain.getFirst();
            if (labelled.add(node + " " + isNearRight + " " + line.types)) {
                double x = isLoop(line)
                        ? left.x() + WIDTH + GAP_X * 0.4
                        : isNearRight ? end.x() - 0.46 * GAP_X : left.x() + WIDTH + 0.46 * GAP_X;
                double y = isLoop(line)
                        ? (left.y() + end.y()) / 2
                        : isNearRight
                                ? end.y() + 0.3 * (beforeLast.y() - end.y())
                                : left.y() + 0.3 * (end.y() - left.y());
                labels.add(placed(List.copyOf(line.types), x, y + HEIGHT / 2.0 - 2, height, labels));
            }
        }
        return labels;
    }

    /** Returns a label at a place, moved up or down if it would meet another one. */
    private static Label placed(List<String> texts, double x, double y, int height, List<Label> others) {
        double half = texts.stream().mapToInt(String::length).max().orElse(0) * LETTER / 2;
        double first = y - texts.size() * LINE / 2.0;
        for (int i = 0; i < MAX_MOVES; i++) {
            Label label = new Label(texts, x, half, first + (i % 2 == 0 ? -1 : 1) * ((i + 1) / 2) * LINE);
            if (label.top >= 0 && label.bottom() <= height && others.stream().noneMatch(label::meets)) {
                return label;
            }
        }
        return new Label(texts, x, half, first);
    }

    private static String shortened(String text) {
        double width = 0;
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            width += characters[i] >= FIRST_WIDE ? WIDE : 1;
            if (width > MAX_LABEL) {
                return new String(characters, 0, i) + "…";
            }
        }
        return text;
    }
}
