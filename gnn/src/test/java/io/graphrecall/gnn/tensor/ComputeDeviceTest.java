package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {

    @ParameterizedTest
    @CsvSource({"auto, 0, cpu", "auto, 2, gpu:0", "cpu, 2, cpu", "gpu, 1, gpu:0", "gpu:0, 1, gpu:0", "gpu:1, 2, gpu:1"})
    void aNameSelectsOneOfTheGpusOrTheProcessor(String name, int gpus, String selected) {
        Device device = ComputeDevice.of(name, () -> found(gpus)).resolve(() -> found(gpus));
        assertThat(ComputeDevice.nameOf(device)).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource({
        "gpu, 0, there is no device gpu:0: PyTorch 9 finds no GPU",
        "gpu:1, 1, there is no device gpu:1: PyTorch 9 finds only gpu:0",
        "gpu:7, 2, there is no device gpu:7: PyTorch 9 finds only gpu:0 to gpu:1"})
    void aGpuThatIsNotThereIsRefusedWithWhatIs(String name, int gpus, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> ComputeDevice.of(name, () -> found(gpus)))
                .withMessageStartingWith(message + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "gpu:", "gpu:-1", "gpu:1.5", "gpu1", "cuda", "gpu:99999999999"})
    void anUnknownNameIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ComputeDevice.of(name))
                .withMessage("unknown device '" + name + "', expected auto, cpu, gpu or gpu:N");
    }

    @Test
    void theProcessorNeedsNoCountOfGpus() {
        assertThat(ComputeDevice.of("cpu", () -> {
            throw new AssertionError("counted");
        })).isEqualTo(ComputeDevice.CPU);
    }

    @Test
    void autoIsTheFirstGpuOrElseTheProcessorOfThisMachine() {
        try (NDManager manager = Torch.open(ComputeDevice.AUTO, 1); NDManager scope = manager.newSubManager()) {
            assertThat(Torch.device(scope)).isEqualTo(Torch.found().gpus() > 0 ? "gpu:0" : "cpu");
            assertThat(scope.create(new float[] {1, 2}).add(1).toFloatArray()).containsExactly(2, 3);
        }
    }

    private static ComputeDevice.Found found(int gpus) {
        return new ComputeDevice.Found("PyTorch 9", gpus);
    }
}
