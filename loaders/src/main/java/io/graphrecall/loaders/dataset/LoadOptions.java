package io.graphrecall.loaders.dataset;

import java.nio.file.Path;

/**
 * How to load.
 *
 * @param strict      whether the first line that cannot be used ends the load
 * @param deadLetters the file that such lines are written to; replaced by each load
 */
public record LoadOptions(boolean strict, Path deadLetters) {}
