package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class TorchTest {

    @Test
    void theEngineStartsWithoutTrackingAndDownloads() {
        System.clearProperty("OPT_OUT_TRACKING");
        System.clearProperty("ai.djl.offline");
        try (NDManager manager = Torch.open(1)) {
            assertThat(manager.isOpen()).isTrue();
            assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
            assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
        }
    }
}
