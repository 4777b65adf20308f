package io.graphrecall.blend.fit;

import io.graphrecall.blend.BlendInput;

/**
 * Lists of the channels for one request with its targets.
 *
 * @param lists   input of the blend that served the request
 * @param targets ordinals of the contents that the user engaged with, in order of time; negative if unknown
 */
public record LabelledLists(BlendInput lists, int... targets) {}
