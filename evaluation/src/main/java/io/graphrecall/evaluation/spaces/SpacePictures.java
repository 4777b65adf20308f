package io.graphrecall.evaluation.spaces;

import java.util.Map;

/**
 * What of vector spaces is for the eye.
 *
 * @param near what lies near, as pictures
 * @param maps clusters by the name of the space
 */
public record SpacePictures(NeighbourGallery near, Map<String, ClusterMap> maps) {

    /** Nothing to be seen. */
    public static final SpacePictures EMPTY = new SpacePictures(NeighbourGallery.EMPTY, Map.of());
}
