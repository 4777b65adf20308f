package io.graphrecall.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {

    @Test
    void aNumberHasGroupedDigitsAndANounInSingularOrPlural() {
        assertThat(Counts.of(0, "list")).isEqualTo("0 lists");
        assertThat(Counts.of(1, "dead letter")).isEqualTo("1 dead letter");
        assertThat(Counts.of(1_234_567, "search query")).isEqualTo("1,234,567 search queries");
        assertThat(Counts.of(2, "day")).isEqualTo("2 days");
        assertThat(Counts.of(1, "content is", "contents are")).isEqualTo("1 content is");
        assertThat(Counts.of(2, "content is", "contents are")).isEqualTo("2 contents are");
    }
}
