package io.graphrecall.offline;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.retrieval.tables.TableParameters;

import java.util.List;

/** A graph of twenty users who each click four successive contents of a ring of ten. */
final class WalkersGraph {

    /** Table settings with one meta-path. */
    static final TableParameters TABLES = TableParameters.DEFAULT.withMetaPaths(List.of(
            MetaPathParameters.of("same-users", "Content<-CLICKED-User-CLICKED->Content", Measure.WALK)));

    private WalkersGraph() {}

    static void load(TestGraph graph) {
        graph.load("CREATE (:Sequence {name: 'seq', value: 1})");
        graph.run("UNWIND range(0, 9) AS c CREATE (:Content {content_id: 'c' + c, title: 'content ' + (c % 3)})");
        graph.run("""
                UNWIND range(0, 19) AS u CREATE (user:User {user_id: 'u' + u})
                WITH u, user UNWIND range(0, 3) AS step
                MATCH (c:Content {content_id: 'c' + (u + step) % 10})
                CREATE (user)-[:CLICKED {event_id: u + '-' + step, at: 1000 * step, ord: step}]->(c)""");
    }

    /** Adds a click of one user. */
    static void addStep(TestGraph graph) {
        graph.run("MATCH (u:User {user_id: 'u0'}), (c:Content {content_id: 'c7'})"
                + " CREATE (u)-[:CLICKED {event_id: 'more', at: 9000, ord: 9}]->(c)");
    }

    /** Deletes all clicks but the first of each user. */
    static void keepFirstSteps(TestGraph graph) {
        graph.run("MATCH (:User)-[e:CLICKED]->() WHERE e.ord > 0 DELETE e");
    }
}
