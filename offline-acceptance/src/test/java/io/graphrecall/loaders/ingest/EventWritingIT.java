package io.graphrecall.loaders.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class EventWritingIT extends GraphWriterTestBase {

    EventWritingIT(GraphAddress address) {
        super(address);
    }

    @Test
    void anEventCreatesItsNodesAndOneRelationship() {
        WriteReport report = events(
                """
                        {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':7,'scene':'feed','query':'Gel Nails','request_id':'r'}
                        {'event_id':'e2','user_id':'u','action':'search','query':'gel nails','timestamp':4}
                        {'event_id':'e3','user_id':'u','action':'purchase','item_id':'i','timestamp':6}""");

        assertThat(report).isEqualTo(new WriteReport(3, 0, List.of(), 1,
                Map.of(NodeLabel.USER, 1, NodeLabel.CONTENT, 1, NodeLabel.ITEM, 1, NodeLabel.QUERY, 1)));
        assertThat(graph.dump()).containsExactly(
                "(u)-CLICKED{at=5, dwell_ms=7, event_id=e1, ord=0, query=gel nails, request_id=r, scene=feed}->(c)",
                "(u)-PURCHASED{at=6, event_id=e3, ord=2}->(i)", "(u)-SEARCHED{at=4, event_id=e2, ord=1}->(gel nails)",
                "[Content]{content_id=c}", "[Item]{item_id=i}", "[Query]{text=gel nails}",
                "[Sequence]{locked=true, name=seq, value=1}", "[User]{seq=1, user_id=u}");
    }

    @Test
    void writingTwiceChangesNothing() {
        String batch = """
                {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':7}
                {'user_id':'u','action':'like','content_id':'c','timestamp':5}
                {'user_id':'u','action':'like','content_id':'c','timestamp':5}
                {'user_id':'u','action':'impression','content_id':'c','timestamp':4}""";
        events(batch);
        List<String> before = graph.dump();
        WriteReport repeated = events(batch);

        assertThat(repeated).isEqualTo(new WriteReport(0, 4, List.of(), 1, Map.of()));
        assertThat(graph.dump()).isEqualTo(before);
        assertThat(graph.number("MATCH ()-[r:LIKED]->() RETURN count(r) AS n")).isEqualTo(2);
    }

    @Test
    void aKnownIdentityWithOtherFactsIsRejected() {
        events("""
                {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':7}
                {'event_id':'e2','user_id':'u','action':'view','item_id':'c','timestamp':5}""");
        WriteReport report = events("""
                {'event_id':'e1','user_id':'v','action':'click','content_id':'c','timestamp':5,'dwell_ms':7}
                {'event_id':'e1','user_id':'u','action':'play','content_id':'c','timestamp':5,'dwell_ms':7}
                {'event_id':'e2','user_id':'u','action':'view','item_id':'d','timestamp':5}
                {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':6,'dwell_ms':7}
                {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':5}
                {'event_id':'e3','user_id':'u','action':'click','content_id':'new','timestamp':5}
                {'event_id':'e1','user_id':'u','action':'impression','content_id':'c','timestamp':5}
                {'event_id':'e3','user_id':'u','action':'click','content_id':'newer','timestamp':5}""");

        assertThat(report.written()).as("a click, and an impression whose identity does not count").isEqualTo(2);
        assertThat(report.unchanged()).isZero();
        assertThat(report.rejected()).containsExactly(
                new Rejection(0, "event_id 'e1' belongs to a different event: user_id 'u', not 'v'"),
                new Rejection(1, "event_id 'e1' belongs to a different event: action 'click', not 'play'"),
                new Rejection(2, "event_id 'e2' belongs to a different event: item_id 'c', not 'd'"),
                new Rejection(3,
                        "event_id 'e1' belongs to a different event: timestamp '1970-01-01T00:00:00.005Z', not "
                                + "'1970-01-01T00:00:00.006Z'"),
                new Rejection(4, "event_id 'e1' belongs to a different event: dwell_ms '7', not none"),
                new Rejection(7, "event_id 'e3' belongs to a different event: content_id 'new', not 'newer'"));
        assertThat(graph.number("MATCH ()-[r:CLICKED|PLAYED|VIEWED]->() RETURN count(r) AS n")).isEqualTo(3);
        assertThat(graph.number("MATCH (c:Content {content_id: 'newer'}) RETURN count(c) AS n")).isZero();
        assertThat(graph.number("MATCH (u:User {user_id: 'v'}) RETURN count(u) AS n")).isZero();
    }

    @Test
    void aComputedIdentityWithADifferentDwellTimeIsRejected() {
        events("{'user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':1}");
        WriteReport report = events("{'user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':2}");
        assertThat(report.rejected()).singleElement().extracting(Rejection::reason).asString()
                .endsWith("belongs to a different event: dwell_ms '1', not '2'");
    }

    @Test
    void theImpressionWindowIsIndependentOfTheWriteOrder() {
        List<BehaviourEvent> shown = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            shown.add(impression("c" + i, 1000 + i));
        }
        shown.add(impression("c550", 10_000));
        shown.add(impression("c599", 1));
        WriteReport first = writer.writeEvents(shown.subList(300, 602));
        assertThat(first.written()).isEqualTo(300);
        assertThat(first.unchanged()).as("the graph had none of them").isZero();
        assertThat(first.superseded()).as("older than one of the same content").isEqualTo(2);
        assertThat(writer.writeEvents(shown.subList(0, 300)).superseded()).as("older than a full window")
                .isEqualTo(100);

        List<String> window = impressed();
        assertThat(window).hasSize(500).startsWith("c100", "c101").endsWith("c598", "c599", "c550")
                .doesNotHaveDuplicates();
        WriteReport repeated = writer.writeEvents(shown);
        assertThat(repeated.written()).isZero();
        assertThat(repeated.unchanged()).isEqualTo(500);
        assertThat(repeated.superseded()).as("older than a full window, or than one of the same content")
                .isEqualTo(102);
        assertThat(impressed()).isEqualTo(window);
    }

    private BehaviourEvent impression(String content, long at) {
        return event("{'user_id':'u','action':'impression','content_id':'%s','timestamp':%d}".formatted(content, at),
                0);
    }
}
