package io.graphrecall.content.media;

import java.util.List;

/**
 * Decoded media of a content.
 *
 * @param frames   cover, pictures and video frames, scaled to one size
 * @param sound    log-mel segments of the sound
 * @param problems one line for each unusable file
 */
public record ContentMedia(List<Picture> frames, List<float[]> sound, List<String> problems) {

    public ContentMedia {
        frames = List.copyOf(frames);
        sound = List.copyOf(sound);
        problems = List.copyOf(problems);
    }
}
