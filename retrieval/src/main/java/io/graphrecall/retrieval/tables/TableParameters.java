package io.graphrecall.retrieval.tables;

import io.graphrecall.metapath.clickthrough.ClickThroughParameters;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.retrieval.neighbour.NeighbourParameters;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.similar.SimilarParameters;
import io.graphrecall.retrieval.vector.SpaceParameters;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All settings of the tables.
 *
 * @param engagement how much an engagement says; only action and dwell count here
 * @param neighbours of the table {@code i2i}
 * @param similar    of the table {@code similar}
 * @param search     of the table {@code led_to}
 * @param popularity of the contents' popularity
 * @param spaces     of every vector space
 * @param metaPaths  the paths that are walked; their names differ
 */
public record TableParameters(
        EngagementParameters engagement,
        NeighbourParameters neighbours,
        SimilarParameters similar,
        ClickThroughParameters search,
        PopularityParameters popularity,
        SpaceParameters spaces,
        List<MetaPathParameters> metaPaths) {

    public TableParameters {
        metaPaths = List.copyOf(metaPaths);
        Set<String> names = new HashSet<>();
        for (MetaPathParameters path : metaPaths) {
            if (!names.add(path.name())) {
                throw new IllegalArgumentException("two meta-paths are named '" + path.name() + "'");
            }
        }
    }

    /** The same with other meta-paths. */
    public TableParameters withMetaPaths(List<MetaPathParameters> paths) {
        return new TableParameters(engagement, neighbours, similar, search, popularity, spaces, paths);
    }

    /** What works without tuning; {@code docs/recall-formulas.md} says how it was found. */
    public static final TableParameters DEFAULT = new TableParameters(
            EngagementParameters.DEFAULT,
            NeighbourParameters.DEFAULT,
            SimilarParameters.DEFAULT,
            ClickThroughParameters.DEFAULT,
            PopularityParameters.DEFAULT,
            SpaceParameters.DEFAULT,
            List.of());
}
