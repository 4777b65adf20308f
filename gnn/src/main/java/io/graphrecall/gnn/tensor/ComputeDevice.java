package io.graphrecall.gnn.tensor;

import ai.djl.Device;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Device that computes tensors: the processor or one GPU.
 *
 * @param name {@code cpu}, {@code gpu:N} with N from 0, or {@code auto}: the first GPU, the processor if there is none
 */
public record ComputeDevice(String name) {

    private static final String GPU = "gpu";
    private static final String GPU_PREFIX = GPU + ":";
    private static final Pattern NAME = Pattern.compile("auto|cpu|gpu:\\d{1,3}");

    public static final ComputeDevice AUTO = new ComputeDevice("auto");
    public static final ComputeDevice CPU = new ComputeDevice("cpu");

    public ComputeDevice {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("unknown device '" + name + "', expected auto, cpu, gpu or gpu:N");
        }
    }

    /**
     * GPUs that an engine finds.
     *
     * @param engine name of the engine, for messages
     * @param gpus   number of GPUs
     */
    record Found(String engine, int gpus) {}

    /**
     * Returns the device of a name; {@code gpu} is the first GPU.
     *
     * @throws IllegalArgumentException if the name is unknown or PyTorch does not find this GPU
     */
    public static ComputeDevice of(String name) {
        return of(name, Torch::found);
    }

    static ComputeDevice of(String name, Supplier<Found> found) {
        ComputeDevice device = new ComputeDevice(name.equals(GPU) ? GPU_PREFIX + 0 : name);
        if (device.name.startsWith(GPU_PREFIX)) {
            device.resolve(found);
        }
        return device;
    }

    /** Returns the name of an engine's device. */
    static String nameOf(Device device) {
        return device.isGpu() ? GPU_PREFIX + device.getDeviceId() : CPU.name;
    }

    /** Returns the engine's device. Counts the GPUs unless this is the processor. */
    Device resolve(Supplier<Found> found) {
        if (equals(CPU)) {
            return Device.cpu();
        }
        Found engine = found.get();
        if (equals(AUTO)) {
            return engine.gpus() > 0 ? Device.gpu(0) : Device.cpu();
        }
        int number = Integer.parseInt(name.substring(GPU_PREFIX.length()));
        if (number >= engine.gpus()) {
            throw new IllegalArgumentException("there is no device " + name + ": " + engine.engine() + " finds "
                    + switch (engine.gpus()) {
                        case 0 -> "no GPU";
                        case 1 -> "only gpu:0";
                        default -> "only gpu:0 to gpu:" + (engine.gpus() - 1);
                    } + "; see docs/how-to/train-on-a-gpu.md");
        }
        return Device.gpu(number);
    }
}
