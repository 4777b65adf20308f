package io.graphrecall.loaders.dataset;

/**
 * A line of a catalogue file.
 *
 * @param number counted from 1
 * @param raw    the line as it stands in the file
 */
public record CatalogueLine<T>(long number, String raw, T record) {}
