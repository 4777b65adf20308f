package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

class WithheldTargetsTest {

    private static final int CONTENTS = 10;
    private static final int NONE = -1;

    private static HeteroGraph graph(int users, Consumer<Behaviour.Builder> events) {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < users; user++) {
            behaviour.user("u%04d".formatted(user));
            events.accept(behaviour);
        }
        Behaviour built = behaviour.build();
        return new HeteroGraph(
                new HeteroGraph.State(1, "", DataSet.UNNAMED, 100),
                Map.of(NodeLabel.CONTENT, NodeIndex.of(IntStream.range(0, CONTENTS).mapToObj(c -> "c" + c).toList()),
                        NodeLabel.QUERY, NodeIndex.of(List.of("nail polish")), NodeLabel.USER, built.users()),
                Map.of(),
                new HeteroGraph.ContentFacts(new long[CONTENTS], new long[CONTENTS], new byte[CONTENTS],
                        NodeIndex.EMPTY, new int[CONTENTS], TextColumn.empty(CONTENTS), new int[CONTENTS]),
                new HeteroGraph.Texts(NodeIndex.EMPTY, CsrTable.empty(CONTENTS, 0), CsrTable.empty(0, 0)),
                Map.of(), built);
    }

    private static List<String> events(Behaviour behaviour, int user) {
        List<String> events = new ArrayList<>();
        for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
            events.add(behaviour.action(event) + " " + behaviour.target(event));
        }
        return events;
    }

    @Test
    void theLatestNewContentOfAQuarterOfTheUsersIsWithheld() {
        HeteroGraph graph = graph(400, behaviour -> behaviour
                .event(Action.CLICK, 1, 10, -1, NONE, NONE)
                .event(Action.DISLIKE, 3, 11, -1, NONE, NONE)
                .event(Action.CLICK, 2, 20, -1, NONE, 7)
                .event(Action.SEARCH, 0, 25, -1, NONE, 9)
                .event(Action.CLICK, 3, 30, 500, 0, 9)
                .event(Action.LIKE, 1, 40, -1, NONE, NONE));
        WithheldTargets withheld = WithheldTargets.of(graph, 5);

        assertThat(withheld.targets()).hasSize(100)
                .allSatisfy(target -> assertThat(target.content() + " " + target.at()).isEqualTo("c3 30"));
        // Neither what follows, nor an earlier event on the content or of the same request, tells the target.
        assertThat(events(withheld.known().behaviour(), withheld.targets().getFirst().user()))
                .containsExactly("CLICK 1", "CLICK 2");
        List<Integer> selected = withheld.targets().stream().map(WithheldTargets.Target::user).toList();
        IntStream.range(0, 400).filter(user -> !selected.contains(user)).forEach(user -> assertThat(
                events(withheld.known().behaviour(), user)).isEqualTo(events(graph.behaviour(), user)).hasSize(6));
        assertThat(withheld.known().behaviour().users()).isEqualTo(graph.behaviour().users());

        assertThat(WithheldTargets.of(graph, 5).targets()).isEqualTo(withheld.targets());
        assertThat(WithheldTargets.of(graph, 6).targets()).isNotEqualTo(withheld.targets());
    }

    @Test
    void usersWhoKnowFewContentsHaveNoTarget() {
        HeteroGraph graph = graph(4000, behaviour -> behaviour
                .event(Action.CLICK, 1, 10, -1, NONE, NONE)
                .event(Action.CLICK, 2, 20, -1, NONE, NONE)
                .event(Action.CLICK, 1, 30, -1, NONE, NONE)
                .event(Action.SKIP, 4, 40, -1, NONE, NONE));
        assertThat(WithheldTargets.of(graph, 5).targets()).isEmpty();
        assertThat(WithheldTargets.of(graph, 5).known()).isSameAs(graph);
    }

    @Test
    void fewTargetsMeasureNothingAndManyAreNotNeeded() {
        Consumer<Behaviour.Builder> three = behaviour -> IntStream.of(1, 2, 3)
                .forEach(content -> behaviour.event(Action.CLICK, content, 10 * content, -1, NONE, NONE));
        assertThat(WithheldTargets.of(graph(199, three), 5).targets()).isEmpty();
        assertThat(WithheldTargets.of(graph(200, three), 5).targets()).hasSize(50);
        assertThat(WithheldTargets.of(graph(9000, three), 5).targets()).hasSize(2000);
    }
}
