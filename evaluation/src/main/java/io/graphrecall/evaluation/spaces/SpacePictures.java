package io.graphrecall.evaluation.spaces;

import java.util.Map;

/**
 * Images of embedding spaces for the report page.
 *
 * @param near gallery of nearest neighbours
 * @param maps cluster map by name of the space
 */
public record SpacePictures(NeighbourGallery near, Map<String, ClusterMap> maps) {

    /** No images. */
    public static final SpacePictures EMPTY = new SpacePictures(NeighbourGallery.EMPTY, Map.of());
}
