package io.graphrecall.loaders.dataset;

import java.nio.file.Path;

/**
 * Options of a load.
 *
 * @param strict      true to stop at the first unusable record
 * @param deadLetters file for unusable records; replaced by each load
 */
public record LoadOptions(boolean strict, Path deadLetters) {}
