package io.graphrecall.evaluation.spaces;

import io.graphrecall.generation.Generation;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.vector.VectorSpace;

import java.util.Map;
import java.util.TreeMap;

/**
 * What of vector spaces is for the eye.
 *
 * @param near what lies near, as pictures
 * @param maps clusters by the name of the space
 */
public record SpacePictures(NeighbourGallery near, Map<String, ClusterMap> maps) {

    /** Nothing to be seen. */
    public static final SpacePictures EMPTY = new SpacePictures(NeighbourGallery.EMPTY, Map.of());

    /**
     * Looks at all spaces of a generation.
     *
     * @param folder has titles, labels and media
     * @param seed   chooses the contents that are shown
     */
    public static SpacePictures of(DataSetFolder folder, Generation generation, long seed) {
        Map<String, ClusterMap> maps = new TreeMap<>();
        if (!VectorSpace.names(generation).isEmpty()) {
            ContentLabels labels = ContentLabels.read(folder, generation.index("contents"));
            for (String name : VectorSpace.names(generation)) {
                ClusterMap.of(VectorSpace.read(generation, name), labels, seed).ifPresent(map -> maps.put(name, map));
            }
        }
        return new SpacePictures(NeighbourGallery.of(folder, generation, seed), maps);
    }
}
