package io.graphrecall.evaluation.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.GraphTable;
import io.graphrecall.cypher.ResultGraph;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/** Parses each SVG as XML, so that malformed markup fails. */
class PlotTest {

    private static final List<LinePlot.Tick> TWO = List
            .of(new LinePlot.Tick(0, "few", "3 users"), new LinePlot.Tick(1, "many", "9 users"));

    private static Series series(String name, int colour, boolean emphasis, double... ys) {
        return new Series(name, colour, emphasis, IntStream.range(0, ys.length)
                .mapToObj(i -> new Series.Value(i, ys[i], ys[i] - 0.01, ys[i] + 0.01)).toList());
    }

    private static Document parse(String text) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed XML: " + text, e);
        }
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    private static List<String> texts(Document svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void higherValuesAreDrawnHigherAndAxesHaveLabels() {
        Document svg = parse(new LinePlot("plot", "size <K>", "hit rate", TWO, false)
                .render(List.of(series("low & slow", 0, false, 0.1, 0.1), series("high", 1, true, 0.2, 0.2))));
        assertThat(texts(svg)).contains("low & slow", "high", "size <K>", "hit rate", "few", "many", "9 users");
        List<Element> dots = elements(svg, "circle");
        assertThat(number(dots.get(2), "cy")).isLessThan(number(dots.get(0), "cy"));
        assertThat(elements(svg, "polygon")).hasSize(1);
        assertThat(dots.getLast().getTextContent()).isEqualTo("high, many: 0.2000 (0.1900 to 0.2100)");
    }

    @Test
    void namesOfLinesWithTheSameEndDoNotOverlapAndStayInThePlot() {
        List<Series> many = IntStream.range(0, 12).mapToObj(i -> series("line" + i, i, false, 0.5, 0.0)).toList();
        Document svg = parse(new LinePlot("plot", "x", "y", TWO, true).render(many));
        List<Double> places = elements(svg, "text").stream()
                .filter(text -> text.getTextContent().startsWith("line")).map(text -> number(text, "y")).sorted()
                .toList();
        assertThat(places).hasSize(12).allSatisfy(y -> assertThat(y).isBetween(0.0, 380.0));
        IntStream.range(1, 12).forEach(i -> assertThat(places.get(i) - places.get(i - 1)).isGreaterThanOrEqualTo(14));
    }

    @Test
    void groupsHaveWhiskersInsteadOfABand() {
        Document svg = parse(
                new LinePlot("plot", "x", "y", TWO, true).render(List.of(series("merged", 0, true, 0.1, 0.2))));
        assertThat(elements(svg, "polygon")).isEmpty();
        assertThat(elements(svg, "line").stream()
                .filter(line -> line.getAttribute("class").startsWith("whisker"))).hasSize(6);
    }

    @Test
    void namesOfDotsDoNotOverlap() {
        assertThat(new ScatterPlot("plot", "diversity", "hit rate").render(List.of())).isEmpty();
        Document svg = parse(new ScatterPlot("plot", "diversity", "hit rate").render(List.of(
                series("one", 0, false, 0.2),
                new Series("other", 1, false, List.of(new Series.Value(0.001, 0.2, 0.19, 0.21))),
                new Series("far", 2, false, List.of(new Series.Value(0.1, 0.2, 0.19, 0.21))))));
        List<Element> names = elements(svg, "text").stream()
                .filter(text -> text.getAttribute("class").startsWith("name")).toList();
        assertThat(names).extracting(Element::getTextContent).containsExactly("one", "other", "far");
        assertThat(Stream.of(names.get(0), names.get(1))
                .map(name -> name.getAttribute("text-anchor") + name.getAttribute("y")).distinct()).hasSize(2);
    }

    @Test
    void namesOfManyDotsAtOnePlaceDoNotOverlap() {
        List<Series> many = IntStream.range(0, 17).mapToObj(i -> series("line" + i, i, false, 0.2)).toList();
        Document svg = parse(new ScatterPlot("plot", "diversity", "hit rate").render(many));
        assertThat(elements(svg, "text").stream().filter(text -> text.getTextContent().startsWith("line"))
                .map(name -> name.getAttribute("text-anchor") + name.getAttribute("y")).distinct()).hasSize(17);
    }

    @Test
    void positiveAndNegativeValuesAreOnOppositeSidesOfZero() {
        Document svg = parse(new IntervalPlot("plot", "gain").render(List.of(
                series("up", 0, false, 0.03), series("down", 1, false, -0.03))));
        List<Element> dots = elements(svg, "circle");
        Element zero = elements(svg, "line").stream().filter(line -> line.getAttribute("class").equals("axis"))
                .findFirst().orElseThrow();
        assertThat(number(dots.get(0), "cx")).isGreaterThan(number(zero, "x1"));
        assertThat(number(dots.get(1), "cx")).isLessThan(number(zero, "x1"));
        assertThat(texts(svg)).contains("+0.0300", "-0.0300");
    }

    @Test
    void theOpacityOfACellIsItsShare() {
        Document svg = parse(new HeatMap("overlap", "of", "in").render(
                List.of("a", "b"), Map.of("a", Map.of("a", 1.0, "b", 0.25), "b", Map.of("a", 0.8, "b", 1.0))));
        assertThat(elements(svg, "rect")).extracting(cell -> cell.getAttribute("fill-opacity"))
                .containsExactly("0.250", "0.800");
        assertThat(elements(svg, "rect").getFirst().getTextContent()).isEqualTo("25 % of a is in b");
        assertThat(texts(svg)).contains("25", "80");
    }

    @Test
    void aMapHasOneCirclePerSpotAndRingsWithProportionalArea() {
        Document svg = parse(new MapPlot("map").render(
                List.of(new MapPlot.Spot(0, 0, 1), new MapPlot.Spot(1, 1, MapPlot.NO_COLOUR)),
                List.of(new MapPlot.Ring(0, 1, 1, "small & one"), new MapPlot.Ring(1, 0, 4, "large")),
                List.of("红色", "<b>")));
        assertThat(texts(svg)).containsExactly("红色", "<b>");
        List<Element> circles = elements(svg, "circle");
        assertThat(circles).extracting(circle -> circle.getAttribute("class"))
                .containsExactly("spot s1", "spot", "ring", "ring", "spot s0", "spot s1");
        assertThat(number(circles.get(0), "cy")).as("the vertical axis points up")
                .isGreaterThan(number(circles.get(1), "cy"));
        assertThat(number(circles.get(3), "r")).isEqualTo(2 * number(circles.get(2), "r"));
        assertThat(circles.get(2).getTextContent()).isEqualTo("small & one");
    }

    @Test
    void aGraphHasABoxPerNodeAndAnArrowPerPairOfNodes() {
        Document svg = parse(PathPlot.of(new ResultGraph(
                List.of(new GraphTable.Node("User", "<u>\"1\"", null),
                        new GraphTable.Node("Content", "c1", "A title that is too long for its box"),
                        new GraphTable.Node("Tag", "t", null), new GraphTable.Node("Tag", "u", null)),
                List.of(0, 1, 2, 2),
                List.of(new GraphTable.Relationship(0, 1, "CLICKED", 1_767_225_600_000L, null),
                        new GraphTable.Relationship(0, 1, "LIKED", 7L, null),
                        new GraphTable.Relationship(1, 2, "HAS_TAG", null, 0.5),
                        new GraphTable.Relationship(1, 3, "HAS_TAG", null, null),
                        new GraphTable.Relationship(2, 0, "MUTES", null, null),
                        new GraphTable.Relationship(3, 2, "CHILD_OF", null, null)))));

        assertThat(texts(svg)).contains("<u>\"1\"", "A title that is too …", "CLICKED", "LIKED", "MUTES", "CHILD_OF",
                "HAS_TAG");
        List<String> hints = elements(svg, "title").stream().map(Element::getTextContent).toList();
        assertThat(hints).contains(
                "User <u>\"1\" CLICKED Content c1: A title that is too long for its box · 2026-01-01T00:00:00Z\n"
                        + "User <u>\"1\" LIKED Content c1: A title that is too long for its box · 7",
                "Content c1: A title that is too long for its box HAS_TAG Tag t · 0.5000");
        List<Element> boxes = elements(svg, "g").stream()
                .filter(group -> group.getAttribute("class").startsWith("box")).toList();
        assertThat(boxes).extracting(box -> box.getAttribute("class"))
                .containsExactly("box s1", "box s3", "box s5", "box s5");
        assertThat(boxes).extracting(box -> box.getAttribute("transform")).doesNotHaveDuplicates();
        List<Element> arrows = elements(svg, "path").stream()
                .filter(path -> path.getAttribute("class").equals("line")).toList();
        assertThat(arrows).hasSize(5).extracting(arrow -> arrow.hasAttribute("marker-end"))
                .containsExactly(true, true, true, false, true);
    }
}
