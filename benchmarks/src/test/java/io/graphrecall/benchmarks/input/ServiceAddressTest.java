package io.graphrecall.benchmarks.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServiceAddressTest {

    @Test
    void anAddressOfThisMachineIsAccepted() {
        assertThat(ServiceAddress.ofUrl("http://127.0.0.1:8080")).isEqualTo(new ServiceAddress("127.0.0.1", 8080));
        assertThat(ServiceAddress.ofUrl("http://localhost:80").resolve("/v1/recall"))
                .hasToString("http://localhost:80/v1/recall");
    }

    @Test
    void otherMachinesAreRefused() {
        assertThatThrownBy(() -> ServiceAddress.ofUrl("http://192.0.2.1:8080"))
                .hasMessageContaining("192.0.2.1 is not a loopback address");
        assertThatThrownBy(() -> ServiceAddress.ofUrl("https://127.0.0.1:8080")).hasMessageContaining("Expected http:");
        assertThatThrownBy(() -> ServiceAddress.ofUrl("http://127.0.0.1")).hasMessageContaining("but is -1");
    }
}
