package io.graphrecall.metapath.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.testing.GraphTestBase;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RelationshipType;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

class GraphExtractionIT extends GraphTestBase {

    private static final String FIXTURE = """
            CREATE (:Sequence {name: 'seq', value: 42}),
                   (:DataSet {name: 'small', timestamps: 'order-only', protocol: 'temporal'}),
                   (nails:Category {key: 'content\u001fMakeup\u001fNails', name: 'Nails', path: ['Makeup', 'Nails'],
                                    domain: 'content'}),
                   (makeup:Category {key: 'content\u001fMakeup', name: 'Makeup', path: ['Makeup'], domain: 'content'}),
                   (nails)-[:CHILD_OF]->(makeup),
                   (polish:Category {key: 'item\u001fPolish', name: 'Polish', path: ['Polish'], domain: 'item'}),
                   (polish)-[:MAPS_TO]->(nails),
                   (gel:Tag {name: 'gel', synonyms: ['凝胶']}), (art:Tag {name: 'art'}), (gel)-[:CHILD_OF]->(art),
                   (opi:Attribute {key: 'brand\u001fOPI', property: 'brand', value: 'OPI'}),
                   (b:Content {content_id: 'b', title: 'gel nails', published_at: 500, expires_at: 900,
                               status: 'active'}),
                   (b)-[:IN_CATEGORY]->(nails), (b)-[:HAS_TAG {weight: 1.0, source: 'given'}]->(gel),
                   (b)-[:HAS_TAG {weight: 0.5, source: 'text'}]->(gel), (b)-[:HAS_ATTRIBUTE]->(opi),
                   (a:Content {content_id: 'a', status: 'active'}),
                   (h:Content {content_id: 'hidden', status: 'hidden', description: 'red red'}),
                   (d:Content {content_id: 'deleted', status: 'deleted'}),
                   (i:Item {item_id: 'i'}), (i)-[:IN_CATEGORY]->(polish),
                   (q:Query {text: 'gel'}), (q)-[:HAS_TAG {weight: 1.0, source: 'given'}]->(art),
                   (q)-[:HAS_TAG {weight: 1.0, source: 'text'}]->(gel),
                   (u:User {user_id: 'u'}), (v:User {user_id: 'v'}), (w:User {user_id: 'w'}),
                   (w)-[:PUBLISHED]->(b),
                   (u)-[:CLICKED {event_id: '3', at: 20, ord: 2, dwell_ms: 7}]->(b),
                   (u)-[:LIKED {event_id: '2', at: 20, ord: 1}]->(a),
                   (u)-[:CLICKED {event_id: '1', at: 10, ord: 9}]->(d),
                   (u)-[:SEARCHED {event_id: '0', at: 5, ord: 0, request_id: 'r'}]->(q),
                   (v)-[:PURCHASED {event_id: '4', at: 30, ord: 3, query: 'gel', request_id: 'r'}]->(i)""";

    GraphExtractionIT(GraphAddress address) {
        super(address, FIXTURE);
    }

    @Test
    void readsTheStateOfTheGraph() {
        HeteroGraph read = read();

        assertThat(read.state().seq()).isEqualTo(42);
        assertThat(read.state().dataSet())
                .isEqualTo(new DataSet("small", DataSet.Timestamps.ORDER_ONLY, DataSet.Protocol.TEMPORAL));
        assertThat(read.state().asOf()).isEqualTo(30);
    }

    @Test
    void nodesAreSortedByKeyWithoutWithdrawnOnesAndContentsByCategoryFirst() {
        HeteroGraph read = read();

        assertThat(read.nodes(NodeLabel.CONTENT).keys()).containsExactly("b", "a", "hidden");
        assertThat(read.nodes(NodeLabel.USER).keys()).containsExactly("u", "v");
        assertThat(read.nodes(NodeLabel.TAG).keys()).containsExactly("art", "gel");
        assertThat(read.synonyms()).containsExactly(Map.entry("gel", List.of("凝胶")));
        HeteroGraph.ContentFacts facts = read.facts();
        assertThat(facts.titles().text(read.nodes(NodeLabel.CONTENT).ordinal("b"))).isEqualTo("gel nails");
        assertThat(facts.publishedAt()).containsExactly(500, Long.MIN_VALUE, Long.MIN_VALUE);
        assertThat(facts.expiresAt()).containsExactly(900, Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(facts.hidden()).containsExactly(0, 0, 1);
        assertThat(facts.author()).containsExactly(0, -1, -1);
        assertThat(facts.authors().keys()).containsExactly("w");
    }

    @Test
    void readsRelationshipsAsAdjacency() {
        HeteroGraph read = read();

        assertThat(edges(read, NodeLabel.CONTENT, RelationshipType.HAS_TAG, NodeLabel.TAG))
                .containsExactly("b gel 1.0");
        assertThat(edges(read, NodeLabel.CONTENT, RelationshipType.IN_CATEGORY, NodeLabel.CATEGORY))
                .containsExactly("b content\u001fMakeup\u001fNails 1.0");
        assertThat(edges(read, NodeLabel.CONTENT, RelationshipType.HAS_ATTRIBUTE, NodeLabel.ATTRIBUTE))
                .containsExactly("b brand\u001fOPI 1.0");
        assertThat(edges(read, NodeLabel.ITEM, RelationshipType.IN_CATEGORY, NodeLabel.CATEGORY))
                .containsExactly("i item\u001fPolish 1.0");
        assertThat(edges(read, NodeLabel.CATEGORY, RelationshipType.MAPS_TO, NodeLabel.CATEGORY))
                .containsExactly("item\u001fPolish content\u001fMakeup\u001fNails 1.0");
        assertThat(edges(read, NodeLabel.TAG, RelationshipType.CHILD_OF, NodeLabel.TAG))
                .containsExactly("gel art 1.0");
        assertThat(edges(read, NodeLabel.QUERY, RelationshipType.HAS_TAG, NodeLabel.TAG))
                .as("tags from the text are derived again by the build").containsExactly("gel art 1.0");
    }

    @Test
    void countsTerms() {
        HeteroGraph.Texts texts = read().texts();

        assertThat(texts.terms().keys()).containsExactly("gel", "nails", "red");
        assertThat(texts.contents().rows()).isEqualTo(3);
        assertThat(texts.contents().columnArray()).containsExactly(0, 1, 2);
        assertThat(texts.contents().weightArray()).containsExactly(3, 3, 2);
    }

    @Test
    void behaviourOfAUserIsOrderedByTimeThenByArrival() {
        HeteroGraph read = read();
        Behaviour behaviour = read.behaviour();

        assertThat(behaviour.size()).isEqualTo(4);
        int start = behaviour.start(0);
        assertThat(behaviour.end(0) - start).isEqualTo(3);
        assertThat(behaviour.action(start)).isEqualTo(Action.SEARCH);
        assertThat(behaviour.action(start + 1)).isEqualTo(Action.LIKE);
        assertThat(behaviour.target(start + 1)).isEqualTo(read.nodes(NodeLabel.CONTENT).ordinal("a"));
        assertThat(behaviour.action(start + 2)).isEqualTo(Action.CLICK);
        assertThat(behaviour.dwellMs(start + 2)).isEqualTo(7);
        assertThat(behaviour.at(start + 2)).isEqualTo(20);
        int purchase = behaviour.start(1);
        assertThat(behaviour.query(purchase)).isZero();
        assertThat(behaviour.request(purchase)).isEqualTo(behaviour.request(start)).isNotEqualTo(-1);
    }

    @Test
    void behaviourAfterAsOfIsNotRead() {
        HeteroGraph read = new GraphExtraction(graph.client(), text -> List.of(text.split(" ")))
                .read(Instant.ofEpochMilli(19), Progress.NONE);

        assertThat(read.behaviour().size()).isEqualTo(1);
        assertThat(read.state().asOf()).isEqualTo(19);
    }

    @Test
    void countsTheUsersWhoWereShownAContent() {
        graph.run("""
                MATCH (u:User {user_id: 'u'}), (v:User {user_id: 'v'})
                SET u.impressed = ['b', 'a', 'deleted'], u.impressed_at = [10, 20, 20],
                    v.impressed = ['a', 'unknown'], v.impressed_at = [30, 30]
                """);

        assertThat(read().facts().impressions()).containsExactly(1, 2, 0);
        assertThat(new GraphExtraction(graph.client(), text -> List.of(text.split(" ")))
                .read(Instant.ofEpochMilli(20), Progress.NONE).facts().impressions()).containsExactly(1, 1, 0);
    }

    /** Neo4j reads what is committed at each moment, so two parts of a statement can see different tags. */
    @Test
    void tagsThatAreReplacedMeanwhileAreReadWithTheirWeights() {
        graph.run("UNWIND range(1, 200) AS n CREATE (:Content {content_id: 'x' + n})");
        AtomicBoolean isRead = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (!isRead.get()) {
                graph.run("""
                        MATCH (c:Content), (t:Tag) WHERE c.content_id STARTS WITH 'x'
                        CREATE (c)-[:HAS_TAG {weight: 0.5, source: 'given'}]->(t)""");
                graph.run("MATCH (c:Content)-[r:HAS_TAG]->() WHERE c.content_id STARTS WITH 'x' DELETE r");
            }
        });
        try {
            for (int i = 0; i < 20; i++) {
                graph.client().stream(CypherStatement.of("extract/contents"), Map.of(),
                        row -> assertThat(row.strings("tags")).hasSameSizeAs(row.floats("tag_weights")));
            }
        } finally {
            isRead.set(true);
            writer.join();
        }
    }

    @Test
    void aContentThatOnlyEventsMentionIsUndescribed() {
        graph.run("""
                CREATE (:User {user_id: 'x'})-[:CLICKED {event_id: 'x', at: 1, ord: 1}]->(:Content {content_id: 'bare'})
                """);

        assertThat(read().nodes(NodeLabel.CONTENT).keys()).containsExactly("b", "a", "bare", "hidden");
        assertThat(read().facts().hidden()).containsExactly(
                0, 0, HeteroGraph.ContentFacts.UNDESCRIBED, HeteroGraph.ContentFacts.HIDDEN);
    }

    @Test
    void withoutAnyDescribedContentNoneIsUndescribed() {
        graph.empty();
        graph.run("""
                CREATE (u:User {user_id: 'x'})
                CREATE (u)-[:CLICKED {event_id: '1', at: 1, ord: 1}]->(:Content {content_id: 'a'})
                CREATE (u)-[:CLICKED {event_id: '2', at: 2, ord: 2}]->(:Content {content_id: 'b'})
                """);

        assertThat(read().facts().hidden()).containsExactly(0, 0);
    }

    @Test
    void readsAnEmptyGraph() {
        graph.empty();

        HeteroGraph read = read();

        assertThat(read.nodes(NodeLabel.CONTENT).size()).isZero();
        assertThat(read.state().seq()).isZero();
        assertThat(read.state().dataSet()).isEqualTo(DataSet.UNNAMED);
    }

    private HeteroGraph read() {
        return new GraphExtraction(graph.client(), text -> List.of(text.split(" "))).read(null, Progress.NONE);
    }

    private static List<String> edges(HeteroGraph graph, NodeLabel from, RelationshipType type, NodeLabel to) {
        CsrTable table = graph.adjacency(new Hop(from, type, to));
        NodeIndex rows = graph.nodes(from);
        NodeIndex columns = graph.nodes(to);
        List<String> edges = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            for (int entry = table.start(row); entry < table.end(row); entry++) {
                edges.add(rows.key(row) + " " + columns.key(table.column(entry)) + " " + table.weight(entry));
            }
        }
        return edges;
    }
}
