package io.graphrecall.benchmarks.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServiceAddressTest {

    @Test
    void anAddressOfThisMachineIsTaken() {
        assertThat(ServiceAddress.ofUrl("http://127.0.0.1:8080")).isEqualTo(new ServiceAddress("127.0.0.1", 8080));
        assertThat(ServiceAddress.ofUrl("http://localhost:80").resolve("/v1/recall"))
                .hasToString("http://localhost:80/v1/recall");
    }

    @Test
    void loadIsNotPutOnOtherMachines() {
        assertThatThrownBy(() -> ServiceAddress.ofUrl("http://192.0.2.1:8080"))
                .hasMessage("192.0.2.1 is not this machine's loopback");
        assertThatThrownBy(() -> ServiceAddress.ofUrl("https://127.0.0.1:8080")).hasMessageContaining("expected http:");
        assertThatThrownBy(() -> ServiceAddress.ofUrl("http://127.0.0.1")).hasMessageContaining("port -1");
    }
}
