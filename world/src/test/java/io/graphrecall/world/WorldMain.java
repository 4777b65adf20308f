package io.graphrecall.world;

import io.graphrecall.schema.Progress;

import java.nio.file.Path;

/** Writes a world in a separate process with limited memory. */
final class WorldMain {

    private WorldMain() {}

    /** @param arguments folder, ground truth folder, numbers of users, contents and events */
    public static void main(String[] arguments) {
        SimulatedWorld.writeWithTruth(Path.of(arguments[0]), Path.of(arguments[1]),
                WorldParameters.of(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]), 1, WorldParameters.END),
                Progress.NONE);
    }
}
