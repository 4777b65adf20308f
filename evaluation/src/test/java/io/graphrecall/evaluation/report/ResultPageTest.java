package io.graphrecall.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.cypher.GraphTable;
import io.graphrecall.cypher.QueryResult;
import io.graphrecall.cypher.ResultGraph;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class ResultPageTest {

    private static final String HOSTILE = "</title><script>alert(\"1\")</script><img src=x onerror='alert(2)'>";

    @TempDir
    private Path folder;

    private static QueryResult result(List<List<String>> rows, boolean truncated, int nodes) {
        return new QueryResult(List.of("path", HOSTILE), rows, truncated, new ResultGraph(
                IntStream.range(0, nodes).mapToObj(i -> new GraphTable.Node("User", HOSTILE + i, HOSTILE)).toList(),
                IntStream.range(0, nodes).mapToObj(i -> i).toList(),
                IntStream.range(1, nodes).mapToObj(i -> new GraphTable.Relationship(i - 1, i, HOSTILE, null, null))
                        .toList()),
                List.of());
    }

    private String written(QueryResult result) throws IOException {
        Path file = folder.resolve("page.html");
        new ResultPage(HOSTILE, HOSTILE, HOSTILE, Map.of(HOSTILE, HOSTILE), result).write(file);
        return Files.readString(file);
    }

    @Test
    void textsOfTheGraphAreEscapedAndThePageLoadsNothing() throws IOException {
        String page = written(result(List.of(List.of(HOSTILE, HOSTILE)), false, 3));

        assertThat(page).contains("3 nodes, 2 relationships.", "\\u003cscript>alert")
                .doesNotContainIgnoringCase("<img", "<link", "@import", "src=\"", "</title><script");
        assertThat(page.split("<script")).as("the data and the view").hasSize(1 + 2);
    }

    @Test
    void aLargeResultIsDrawnInPart() throws IOException {
        assertThat(written(result(List.of(List.of("a", "b")), true, 1_000)))
                .contains("The first 300 of 1,000 nodes, 299 relationships.", "\"truncated\":true");
    }

    @Test
    void aResultWithoutNodesIsRefused() {
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> written(result(List.of(List.of("a", "1")), false, 0)))
                .withMessageStartingWith("the result has no paths or nodes to draw; return paths, for example MATCH");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> written(result(List.of(), false, 0)))
                .withMessage("the result has no rows, so there is nothing to draw");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void timesAreReadable() throws IOException {
        QueryResult times = new QueryResult(List.of("last_at", "count", "e.at"),
                List.of(List.of("1767225600000", "1767225600000", "1767225600000")), false,
                result(List.of(), false, 1).graph(), List.of());
        assertThat(written(times))
                .contains("[\"2026-01-01T00:00:00Z\",\"1767225600000\",\"2026-01-01T00:00:00Z\"]");
        assertThat(ResultPage.text("last_at", "12")).as("a position in an order").isEqualTo("12");
        assertThat(ResultPage.text("last_at", "")).isEmpty();
    }
}
