package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.media.Picture;

import java.util.List;

/**
 * What the encoder sees of a content. Each list may be empty: the content has no such stream.
 *
 * @param terms  of title and description, in their order
 * @param frames pictures, all of the encoder's frame size
 * @param sound  log-mel segments, all of one length
 */
public record ContentSample(List<String> terms, List<Picture> frames, List<float[]> sound) {

    public ContentSample {
        terms = List.copyOf(terms);
        frames = List.copyOf(frames);
        sound = List.copyOf(sound);
    }
}
