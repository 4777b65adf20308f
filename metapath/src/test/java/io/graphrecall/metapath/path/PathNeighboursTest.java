package io.graphrecall.metapath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationHeader;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.metapath.clickthrough.ClickThroughParameters;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.parallel.LocalBlocks;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Compares neighbours by sparse products with an enumeration of all path instances. */
class PathNeighboursTest {

    private static final int CONTENTS = 9;
    private static final int TAGS = 5;
    private static final String SHARED_TAGS = "Content-HAS_TAG->Tag<-HAS_TAG-Content";
    private static final String SHARED_USERS_TAGS = "Content<-CLICKED-User-CLICKED->Content-HAS_TAG->Tag"
            + "<-HAS_TAG-Content<-CLICKED-User-CLICKED->Content";

    @Property(tries = 150)
    void scoresEqualThoseOfAnEnumeration(
            @ForAll @Size(CONTENTS) List<Set<@IntRange(max = TAGS - 1) Integer>> tags,
            @ForAll @Size(max = 5) List<@Size(max = 6) List<@IntRange(max = CONTENTS - 1) Integer>> clicks,
            @ForAll @IntRange(min = 1, max = 12) int cap,
            @ForAll @IntRange(min = 1, max = CONTENTS) int neighbours) {
        PathGraph graph = graph(tags, clicks);
        for (String path : List.of(SHARED_TAGS, SHARED_USERS_TAGS)) {
            for (Measure measure : Measure.values()) {
                MetaPathParameters parameters = new MetaPathParameters(
                        "p", MetaPath.parse(path), measure, 1, Duration.ofDays(1), 4, cap, neighbours);
                CsrTable table = PathNeighbours.compute(PathSteps.of(graph, parameters), 3, LocalBlocks.PLAIN,
                        Progress.NONE);
                double[][] expected = new PathEnumeration(tags, clicks, parameters).scores();
                for (int row = 0; row < CONTENTS; row++) {
                    assertRow(table, row, expected[row], neighbours);
                }
            }
        }
    }

    private static void assertRow(CsrTable table, int row, double[] expected, int neighbours) {
        double[] best = IntStream.range(0, CONTENTS).filter(other -> other != row).mapToObj(other -> expected[other])
                .filter(score -> score > 0).sorted(Comparator.reverseOrder()).limit(neighbours)
                .mapToDouble(Double::doubleValue).toArray();
        double[] actual = IntStream.range(table.start(row), table.end(row)).mapToDouble(table::weight).toArray();
        assertThat(actual).containsExactly(best, within(1e-4));
        for (int entry = table.start(row); entry < table.end(row); entry++) {
            assertThat(table.column(entry)).isNotEqualTo(row);
            assertThat((double) table.weight(entry)).isCloseTo(expected[table.column(entry)], within(1e-4));
        }
    }

    @Test
    void tablesAreReproducibleAndOrderEqualScoresBySeed() {
        List<Set<Integer>> equalTags = IntStream.range(0, 600).mapToObj(content -> Set.of(0)).toList();
        PathSteps path = PathSteps.of(graph(equalTags, List.of()),
                new MetaPathParameters("p", MetaPath.parse(SHARED_TAGS), Measure.PATHSIM, 1, Duration.ofDays(1), 4,
                        1000,
                        10));

        CsrTable table = PathNeighbours.compute(path, 3, LocalBlocks.PLAIN, Progress.NONE);

        assertThat(PathNeighbours.compute(path, 3, LocalBlocks.PLAIN, Progress.NONE)).isEqualTo(table);
        assertThat(PathNeighbours.compute(path, 4, LocalBlocks.PLAIN, Progress.NONE)).isNotEqualTo(table);
        assertThat(table.size()).isEqualTo(6000);
        assertThat(IntStream.of(table.columnArray()).distinct().count()).isGreaterThan(500);
    }

    @Test
    void walksOverTablesOutsideTheHeapAreTheSame(@TempDir Path folder) {
        Random random = new Random(1);
        List<Set<Integer>> tags = IntStream.range(0, 50).mapToObj(content -> Set.of(random.nextInt(TAGS))).toList();
        List<List<Integer>> clicks = IntStream.range(0, 30)
                .mapToObj(user -> random.ints(5, 0, 50).distinct().boxed().toList()).toList();
        PathSteps steps = PathSteps.of(graph(tags, clicks), new MetaPathParameters(
                "p", MetaPath.parse(SHARED_USERS_TAGS), Measure.WALK, 1, Duration.ofDays(1), 4, 1000, 10));
        PathWalk walk = new PathWalk(steps.tables());
        PathWalk mapped = new PathWalk(mapped(steps.tables(), new GenerationStore(folder)));
        int reached = 0;
        for (int content = 0; content < tags.size(); content++) {
            DenseSum expected = walk.propagateFrom(content);
            DenseSum actual = mapped.propagateFrom(content);
            for (int other = 0; other < expected.size(); other++) {
                assertThat(actual.get(other)).isEqualTo(expected.get(other));
                assertThat(mapped.strongestSource(steps.tables().size() - 1, other))
                        .isEqualTo(walk.strongestSource(steps.tables().size() - 1, other));
                reached += expected.get(other) > 0 ? 1 : 0;
            }
            walk.clear();
            mapped.clear();
        }
        assertThat(reached).isGreaterThan(500);
    }

    @Test
    void aPopularItemDoesNotRemoveTheContentsOfAQuery() {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < 11; user++) {
            behaviour.user("u" + user).event(Action.VIEW, 0, 1, -1, 0, -1);
        }
        behaviour.event(Action.CLICK, 2, 2, -1, 0, -1);
        PathGraph graph = graph(CsrTable.empty(3, TAGS), behaviour.build());

        CsrTable ledTo = graph.step(MetaPathParameters.of(
                "p", "Content<-LED_TO-Query-LED_TO->Content", Measure.WALK), 1);

        assertThat(ledTo.row(0).columns()).containsExactly(2);
    }

    private static List<SparseTable> mapped(List<? extends SparseTable> tables, GenerationStore store) {
        DataSet dataSet = new DataSet("test", DataSet.Timestamps.REAL, DataSet.Protocol.LEAVE_ONE_OUT);
        GenerationId id;
        try (GenerationWriter writer = store.begin(new GenerationHeader(Instant.EPOCH, 1, "", 1, dataSet, Map.of()))) {
            for (int step = 0; step < tables.size(); step++) {
                writer.table("step" + step, tables.get(step));
            }
            id = writer.commit().id();
        }
        try (Generation generation = store.open(id, 0)) {
            return IntStream.range(0, tables.size()).mapToObj(step -> generation.table("step" + step)).toList();
        }
    }

    private static PathGraph graph(List<Set<Integer>> tags, List<List<Integer>> clicks) {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < clicks.size(); user++) {
            behaviour.user("u" + user);
            List<Integer> clicked = clicks.get(user);
            for (int i = 0; i < clicked.size(); i++) {
                behaviour.event(Action.CLICK, clicked.get(i), i, -1, -1, -1);
            }
        }
        CsrTable.Builder hasTag = CsrTable.builder(TAGS);
        tags.forEach(contentTags -> {
            contentTags.stream().sorted().forEach(tag -> hasTag.add(tag, 0.5f));
            hasTag.endRow();
        });
        return graph(hasTag.build(), behaviour.build());
    }

    private static PathGraph graph(CsrTable hasTag, Behaviour built) {
        int contents = hasTag.rows();
        Map<NodeLabel, NodeIndex> nodes = new HashMap<>();
        nodes.put(NodeLabel.CONTENT, index("c", contents));
        nodes.put(NodeLabel.TAG, index("t", TAGS));
        nodes.put(NodeLabel.USER, built.users());
        nodes.put(NodeLabel.QUERY, index("q", 1));
        nodes.put(NodeLabel.ITEM, index("i", 1));
        DataSet order = new DataSet("test", DataSet.Timestamps.ORDER_ONLY, DataSet.Protocol.LEAVE_ONE_OUT);
        HeteroGraph graph = new HeteroGraph(new HeteroGraph.State(0, "", order, 0), nodes,
                Map.of(new Hop(NodeLabel.CONTENT, RelationshipType.HAS_TAG, NodeLabel.TAG), hasTag),
                new HeteroGraph.ContentFacts(new long[contents], new long[contents], new byte[contents],
                        NodeIndex.EMPTY, new int[contents], TextColumn.empty(contents), new int[contents]),
                new HeteroGraph.Texts(NodeIndex.EMPTY, CsrTable.empty(contents, 0), CsrTable.empty(0, 0)), Map.of(),
                built);
        return new PathGraph(graph,
                QueryClickThrough.of(built, ClickThroughParameters.DEFAULT, DataSet.Timestamps.ORDER_ONLY, event -> 1,
                        query -> query));
    }

    private static NodeIndex index(String prefix, int size) {
        return NodeIndex.of(IntStream.range(0, size).mapToObj(i -> "%s%04d".formatted(prefix, i)).toList());
    }
}
