package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@ExtendWith(RunningGraph.class)
class GraphSchemaIT {

    private static final CypherStatement APPLIED = CypherStatement.of("explore/migrations");
    private static final CypherStatement CONSTRAINTS = new CypherStatement("test/constraints",
            "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name");
    private static final CypherStatement INDEXES = new CypherStatement("test/indexes",
            "SHOW INDEXES YIELD name RETURN name ORDER BY name");

    private final GraphClient graph;

    GraphSchemaIT(GraphAddress address) {
        graph = GraphClient.connect(address.uri(), address.user(), address.password());
    }

    @BeforeEach
    void deleteMigrationRecords() {
        execute("MATCH (m:Migration) DELETE m");
    }

    @AfterEach
    void close() {
        execute("DROP INDEX scratch IF EXISTS");
        execute("MATCH (m:Migration) DELETE m");
        graph.close();
    }

    @Test
    void migratesAnEmptyGraph() {
        names(CONSTRAINTS).forEach(name -> execute("DROP CONSTRAINT " + name));
        execute("DROP INDEX content_seq IF EXISTS");

        GraphSchema.migrate(graph);

        assertThat(names(CONSTRAINTS)).hasSize(24).contains("user_key", "clicked_event", "sequence_name");
        assertThat(names(INDEXES)).contains("content_seq");
        assertThat(applied()).hasSize(GraphSchema.MIGRATIONS.size());
    }

    @Test
    void migratingTwiceChangesNothing() {
        GraphSchema.migrate(graph);
        List<String> constraints = names(CONSTRAINTS);
        List<Map<String, Object>> applied = applied();

        GraphSchema.migrate(graph);

        assertThat(names(CONSTRAINTS)).isEqualTo(constraints);
        assertThat(applied()).isEqualTo(applied);
    }

    @Test
    void appliesOnlyNewMigrations() {
        Migration first = Migration.of(1, "first", "CREATE INDEX scratch IF NOT EXISTS FOR (n:Content) ON (n.title)");
        GraphSchema.migrate(graph, List.of(first));
        execute("DROP INDEX scratch");

        Migration second = Migration.of(2, "second",
                "CREATE CONSTRAINT user_key IF NOT EXISTS FOR (n:User) REQUIRE n.user_id IS UNIQUE");
        GraphSchema.migrate(graph, List.of(first, second));

        assertThat(names(INDEXES)).doesNotContain("scratch");
        assertThat(applied()).extracting(row -> row.get("name")).containsExactly("first", "second");
    }

    @Test
    void rejectsAGraphWithADifferentMigration() {
        GraphSchema.migrate(graph, List.of(scratchOn("title")));

        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> GraphSchema.migrate(graph, List.of(scratchOn("status"))))
                .withMessageContaining("migration 1 (scratch) was applied to the graph in a different form")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
    }

    @Test
    void rejectsAGraphOfANewerVersion() {
        GraphSchema.migrate(graph, List.of(scratchOn("title")));

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> GraphSchema.migrate(graph, List.of()))
                .withMessageContaining("migrations [1], which this version of graph-recall does not know");
    }

    @Test
    void concurrentMigrationsSucceed() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tasks.add(() -> {
                    GraphSchema.migrate(graph);
                    return true;
                });
            }
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        }
        assertThat(applied()).hasSize(GraphSchema.MIGRATIONS.size());
    }

    private static Migration scratchOn(String property) {
        return Migration.of(1, "scratch",
                "CREATE INDEX scratch IF NOT EXISTS FOR (n:Content) ON (n." + property + ")");
    }

    private List<String> names(CypherStatement statement) {
        return graph.read(statement, Map.of(), row -> row.string("name"));
    }

    private List<Map<String, Object>> applied() {
        return graph.read(APPLIED, Map.of(), row -> Map.of("version", row.integer("version"), "name",
                row.string("name"), "checksum", row.string("checksum"), "applied_at", row.integer("applied_at")));
    }

    private void execute(String text) {
        graph.write(tx -> tx.execute(new CypherStatement("test/statement", text), Map.of()));
    }
}
