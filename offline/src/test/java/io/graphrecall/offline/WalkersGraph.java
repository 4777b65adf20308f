package io.graphrecall.offline;

import io.graphrecall.content.text.Terms;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.Progress;

import java.util.EnumSet;
import java.util.List;

/** Twenty users who go along a row of ten contents, each from another one on: something to be learned. */
final class WalkersGraph {

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

    /** Lets one user go to one more content. */
    static void goOn(TestGraph graph) {
        graph.run("MATCH (u:User {user_id: 'u0'}), (c:Content {content_id: 'c7'})"
                + " CREATE (u)-[:CLICKED {event_id: 'more', at: 9000, ord: 9}]->(c)");
    }

    /** Leaves of every user the first step only. */
    static void stopAtOnce(TestGraph graph) {
        graph.run("MATCH (:User)-[e:CLICKED]->() WHERE e.ord > 0 DELETE e");
    }

    /** Lets a source learn, and makes a generation with its vectors. */
    static GenerationManifest build(TestGraph graph, GenerationStore store, VectorSource source, Progress progress) {
        TableParameters tables = TableParameters.DEFAULT.withMetaPaths(List.of(
                MetaPathParameters.of("same-users", "Content<-CLICKED-User-CLICKED->Content", Measure.WALK)));
        return new GenerationBuild(graph.client(), store, new Terms()::of, null, List.of(source))
                .run(BuildOptions.DEFAULT.withTables(tables).withStages(EnumSet.of(Stage.TRAIN, Stage.TABLES)),
                        progress);
    }
}
