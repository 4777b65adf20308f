package io.graphrecall.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"  Nail\u3000GEL ", "H\u0331", "J\u030c", "T\u0308", "\u03aa\u0301", "\u0130"})
    void theNormalFormOfANormalFormIsTheSame(String text) {
        QueryText query = new QueryText(text);

        assertThat(new QueryText(query.key())).isEqualTo(query);
    }
}
