package io.graphrecall.service.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "grpc://collector:4317", "http://", "http://a b/"})
    void anEndpointIsAUrl(String endpoint) {
        assertThatThrownBy(() -> new TraceSettings(endpoint, 1)).hasMessageContaining("expected an http or https URL");
    }

    @Test
    void withoutAnEndpointNothingIsTraced() {
        assertThat(new TraceSettings("", 1).enabled()).isFalse();
        assertThat(new TraceSettings("https://collector.example/v1/traces", 0).enabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-.1, 1.1, Double.NaN})
    void aShareIsFromZeroToOne(double share) {
        assertThatThrownBy(() -> new TraceSettings("", share)).hasMessageContaining("tracing.share is");
    }
}
