package io.graphrecall.retrieval.tables;

import io.graphrecall.metapath.clickthrough.ClickThroughParameters;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.retrieval.neighbour.NeighbourParameters;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.similar.SimilarParameters;
import io.graphrecall.retrieval.vector.SpaceParameters;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parameters of all tables.
 *
 * @param engagement         engagement weights; only action and dwell are used here
 * @param neighbours         parameters of the table {@code i2i}
 * @param similar            parameters of the table {@code similar}
 * @param search             parameters of the table {@code led_to}
 * @param popularityHalfLife half-life of an engagement in popularity
 * @param spaces             parameters of every embedding space
 * @param metaPaths          meta-paths with distinct names
 */
public record TableParameters(
        EngagementParameters engagement,
        NeighbourParameters neighbours,
        SimilarParameters similar,
        ClickThroughParameters search,
        Duration popularityHalfLife,
        SpaceParameters spaces,
        List<MetaPathParameters> metaPaths) {

    public TableParameters {
        metaPaths = List.copyOf(metaPaths);
        Set<String> names = new HashSet<>();
        for (MetaPathParameters path : metaPaths) {
            if (!names.add(path.name())) {
                throw new IllegalArgumentException("Two meta-paths have the name '" + path.name() + "'");
            }
        }
    }

    /** Returns the same parameters with other meta-paths. */
    public TableParameters withMetaPaths(List<MetaPathParameters> paths) {
        return new TableParameters(engagement, neighbours, similar, search, popularityHalfLife, spaces, paths);
    }

    /** Defaults; {@code docs/reference/channels.md} describes how they were chosen. */
    public static final TableParameters DEFAULT = new TableParameters(
            EngagementParameters.DEFAULT,
            NeighbourParameters.DEFAULT,
            SimilarParameters.DEFAULT,
            ClickThroughParameters.DEFAULT,
            Duration.ofDays(7),
            SpaceParameters.DEFAULT,
            List.of());
}
