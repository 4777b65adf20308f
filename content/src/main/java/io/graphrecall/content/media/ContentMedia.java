package io.graphrecall.content.media;

import java.util.List;

/**
 * What a content's files show and sound like.
 *
 * @param frames   cover, pictures and frames of the video, each as wide and as high as wanted
 * @param sound    log-mel segments
 * @param problems of each file that could not be used, one line
 */
public record ContentMedia(List<Picture> frames, List<float[]> sound, List<String> problems) {

    public ContentMedia {
        frames = List.copyOf(frames);
        sound = List.copyOf(sound);
        problems = List.copyOf(problems);
    }
}
