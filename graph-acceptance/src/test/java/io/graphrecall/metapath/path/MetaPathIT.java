package io.graphrecall.metapath.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.testing.GraphTestBase;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.clickthrough.ClickThroughParameters;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.extract.GraphExtraction;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Compares path counts over the graph in memory with counts by Cypher. */
class MetaPathIT extends GraphTestBase {

    private static final String FIXTURE = """
            CREATE (:DataSet {name: 'small', timestamps: 'real', protocol: 'temporal'})
            WITH 1 AS one
            UNWIND range(0, 9) AS t
            MERGE (tag:Tag {name: 'tag' + t})
            MERGE (wide:Tag {name: 'wide' + t % 3})
            MERGE (tag)-[:CHILD_OF]->(wide)
            WITH collect(tag) AS tags
            UNWIND range(0, 39) AS c
            CREATE (content:Content {content_id: 'c' + c})
            WITH tags, content, c
            FOREACH (t IN [c % 10, c * 3 % 10, 0] |
              FOREACH (tag IN [tags[t]] | MERGE (content)-[:HAS_TAG {source: 'given', weight: 0.5}]->(tag)))
            WITH DISTINCT 1 AS one
            UNWIND range(0, 14) AS u
            CREATE (user:User {user_id: 'u' + u})
            WITH user, u
            UNWIND range(0, 11) AS i
            MATCH (content:Content {content_id: 'c' + (u * 7 + i * i) % 40})
            CREATE (user)-[:CLICKED {event_id: u + '-' + i, at: i * 1000, ord: i}]->(content)""";

    MetaPathIT(GraphAddress address) {
        super(address, FIXTURE);
    }

    @Test
    void countsEqualThoseOfCypher() {
        assertThat(counts("Content-HAS_TAG->Tag<-HAS_TAG-Content", Integer.MAX_VALUE, 1_000_000))
                .hasSizeGreaterThan(100).containsExactlyElementsOf(graph.lines("""
                        MATCH (a:Content), (b:Content) WHERE a <> b
                        WITH a, b, COUNT { MATCH (a)-[:HAS_TAG]->(t:Tag)<-[:HAS_TAG]-(b) RETURN DISTINCT t } AS paths
                        WHERE paths > 0
                        RETURN a.content_id + ' ' + b.content_id + ' ' + paths AS line ORDER BY line"""));
    }

    @Test
    void countsWithinAWindowAndWithoutHubs() {
        assertThat(counts("User-CLICKED->Content-HAS_TAG->Tag<-HAS_TAG-Content", 12, 5_000))
                .hasSizeGreaterThan(100).containsExactlyElementsOf(graph
                        .lines("""
                                MATCH (u:User)-[e:CLICKED]->(c:Content) WHERE e.at >= 11000 - 5000
                                WITH DISTINCT u, c
                                WHERE COUNT { MATCH (v:User)-[e:CLICKED]->(c) WHERE e.at >= 11000 - 5000 RETURN DISTINCT v } <= 12
                                MATCH (c)-[:HAS_TAG]->(t:Tag)
                                WHERE COUNT { (:Content)-[:HAS_TAG]->(t) } <= 12
                                MATCH (b:Content)-[:HAS_TAG]->(t)
                                WITH u, b, count(*) AS paths
                                RETURN u.user_id + ' ' + b.content_id + ' ' + paths AS line ORDER BY line"""));
    }

    @Test
    void countsOverRepeatedSteps() {
        assertThat(counts("Content-HAS_TAG->Tag-CHILD_OF*->Tag", Integer.MAX_VALUE, 1_000_000))
                .hasSizeGreaterThan(80).containsExactlyElementsOf(graph.lines("""
                        MATCH (c:Content)-[:HAS_TAG]->(:Tag)-[:CHILD_OF*0..]->(wide:Tag)
                        WITH c, wide, count(*) AS paths
                        RETURN c.content_id + ' ' + wide.name + ' ' + paths AS line ORDER BY line"""));
    }

    private List<String> counts(String path, int cap, long windowMs) {
        MetaPathParameters parameters = new MetaPathParameters(
                "p", MetaPath.parse(path), Measure.COUNT, 1, Duration.ofMillis(windowMs), 10, cap, 1000);
        HeteroGraph read = new GraphExtraction(graph.client(), text -> List.of()).read(null, Progress.NONE);
        PathGraph paths = new PathGraph(read, QueryClickThrough.of(
                read.behaviour(), ClickThroughParameters.DEFAULT, DataSet.Timestamps.REAL, event -> 1, query -> query));
        CsrTable table = PathNeighbours.compute(PathSteps.of(paths, parameters), 0, LocalBlocks.PLAIN, Progress.NONE);
        NodeIndex from = paths.nodes(parameters.path().positions().getFirst().getFirst());
        NodeIndex to = paths.nodes(parameters.path().positions().getLast().getFirst());
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            for (int entry = table.start(row); entry < table.end(row); entry++) {
                lines.add(from.key(row) + " " + to.key(table.column(entry)) + " " + (int) table.weight(entry));
            }
        }
        lines.sort(null);
        assertThat(paths.nodes(NodeLabel.CONTENT).size()).isEqualTo(40);
        return lines;
    }
}
