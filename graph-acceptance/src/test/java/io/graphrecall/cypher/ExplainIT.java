package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationClassification;
import org.neo4j.driver.summary.GqlNotification;
import org.neo4j.driver.summary.Plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every statement passes EXPLAIN without warnings, in a graph with all names of the schema. */
@ExtendWith(RunningGraph.class)
class ExplainIT {

    private static final Set<NotificationClassification> WARNINGS = Set.of(NotificationClassification.UNRECOGNIZED,
            NotificationClassification.DEPRECATION);

    private static Driver driver;

    @BeforeAll
    static void seed(GraphAddress address) {
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password())) {
            GraphSchema.migrate(graph);
        }
        driver = GraphDatabase.driver(address.uri(), AuthTokens.basic(address.user(), address.password()));
        driver.executableQuery(StatementFiles.SEED.text()).execute();
    }

    @AfterAll
    static void close() {
        driver.close();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("statements")
    void everyStatementIsExplainedWithoutWarnings(CypherStatement statement) {
        assertThat(warnings(statement.text())).as(statement.text()).isEmpty();
    }

    static List<CypherStatement> statements() {
        return StatementFiles.all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MATCH (c:Contnet) RETURN c", "MATCH (c:Content {contentid: $id}) RETURN c",
        "MATCH (:Content)-[:HASTAG]->(t) RETURN t", "MATCH (c:Content) RETURN c.titel AS title"})
    void aMisspelledNameGivesAWarning(String text) {
        assertThat(warnings(text)).hasSize(1);
    }

    /** Operators that read more, or order what they read, need the whole index. */
    @ParameterizedTest
    @EnumSource(names = {"USER", "ITEM"})
    void aPageOfKeysReadsItsPartOfTheIndexInOrder(NodeLabel label) {
        List<String> operators = new ArrayList<>();
        collect(driver.executableQuery("EXPLAIN " + CypherStatement.of("recall/keys", label).text())
                .withParameters(Map.of("from", "a", "to", "b", "limit", 10)).execute().summary().plan(), operators);
        assertThat(operators).contains("NodeUniqueIndexSeekByRange").doesNotContain("NodeIndexScan", "Sort", "Top");
    }

    private static void collect(Plan plan, List<String> operators) {
        operators.add(plan.operatorType().replaceAll("@.*", ""));
        plan.children().forEach(child -> collect(child, operators));
    }

    private static List<String> warnings(String text) {
        return driver.executableQuery("EXPLAIN " + text).execute().summary().gqlStatusObjects().stream()
                .flatMap(status -> status instanceof GqlNotification note ? Stream.of(note) : Stream.empty())
                .filter(note -> note.classification().filter(WARNINGS::contains).isPresent())
                .map(GqlNotification::statusDescription).toList();
    }
}
