package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class ExplorationTest {

    /** Queries used only by programs. */
    private static final Set<String> INTERNAL = Set.of("explore/migrations", "explore/newest-event",
            "explore/user-mentions", "explore/users");

    @Test
    void everyExplorationFileIsListed() {
        assertThat(StatementFiles.names()).filteredOn(name -> name.startsWith("explore/") && !INTERNAL.contains(name))
                .containsExactlyElementsOf(Exploration.NAMES.stream().map(name -> "explore/" + name).toList());
    }

    @Test
    void everyExplorationHasASummaryParametersAndColumns() {
        for (String name : Exploration.NAMES) {
            Exploration query = Exploration.of(name);
            assertThat(query.summary()).as(name).isNotBlank().doesNotContain("$", "//");
            assertThat(query.columns()).as(name).isNotEmpty()
                    .allSatisfy(column -> assertThat(query.statement().text()).containsPattern("\\b" + column + "\\b"));
            for (Exploration.Parameter parameter : query.parameters()) {
                assertThat(query.statement().text()).as(name).contains("$" + parameter.name());
                assertThat(parameter.description()).as(name).isNotBlank().doesNotContain("(");
            }
        }
    }

    @Test
    void theBrowserGuideHasASlideForEachExploration() {
        String guide = BrowserGuide.asciiDoc(Map.of("user", "u\"1", "limit", "3"));

        assertThat(guide.lines().filter(line -> line.startsWith("== ")))
                .containsExactlyElementsOf(Exploration.NAMES.stream().map(name -> "== " + name).toList());
        assertThat(guide).contains(":params {user: \"u\\\"1\", content: \"<content id>\", limit: 3}",
                Exploration.of("user-content-paths").statement().text().strip());
        assertThat(guide.lines().filter("----"::equals).count()).isEqualTo(2 + 4L * Exploration.NAMES.size());
    }

    @Test
    void readsParametersWithAndWithoutADefault() {
        assertThat(Exploration.of("similar-users").parameters()).isEqualTo(List.of(
                new Exploration.Parameter("user", "user id", null),
                new Exploration.Parameter("limit", "maximum number of rows", "20")));
        assertThat(Exploration.of("similar-users").columns()).containsExactly("user", "shared", "similarity",
                "examples");
    }
}
