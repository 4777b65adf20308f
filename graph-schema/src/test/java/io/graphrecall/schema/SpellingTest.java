package io.graphrecall.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "port, prot, 1", "kitten, sitting, 3", "ca, abc, 3", "userId, USER_ID, 1"})
    void theDistanceCountsEditsAndSwaps(String a, String b, int distance) {
        assertThat(Spelling.distance(a, b)).isEqualTo(distance);
        assertThat(Spelling.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void theNearestNameIsSuggestedUnlessAllAreFar() {
        List<String> known = List.of("size", "user_id", "scene", "gt", "lt");

        assertThat(Spelling.nearest("userid", known)).hasValue("user_id");
        assertThat(Spelling.nearest("gte", known)).hasValue("gt");
        assertThat(Spelling.nearest("category", known)).isEmpty();
        assertThat(Spelling.nearest("n", known)).isEmpty();
        assertThat(Spelling.nearest("size", List.of())).isEmpty();
        assertThat(Spelling.sorted("lt", known)).startsWith("lt", "gt").hasSize(5);
    }

    @Test
    void theOnlyNameThatAShortOneStartsIsSuggested() {
        List<String> known = List.of("user_id", "content_id", "context_content_id", "exclude_ids", "exclude_seen");

        assertThat(Spelling.nearest("User", known)).hasValue("user_id");
        assertThat(Spelling.nearest("content", known)).hasValue("content_id");
        assertThat(Spelling.nearest("exclude", known)).isEmpty();
        assertThat(Spelling.nearest("us", known)).isEmpty();
    }

    @Test
    void aLongNameIsComparedByItsStart() {
        assertThat(Spelling.distance("x".repeat(1_000_000), "y")).isEqualTo(64);
    }
}
