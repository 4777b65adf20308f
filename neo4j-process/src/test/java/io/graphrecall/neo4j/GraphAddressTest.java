package io.graphrecall.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;

class GraphAddressTest {

    @Test
    void theTextFormHasNoPassword() {
        assertThat(new GraphAddress(URI.create("bolt://127.0.0.1:7687"), "neo4j", "secret"))
                .hasToString("neo4j@bolt://127.0.0.1:7687");
    }
}
