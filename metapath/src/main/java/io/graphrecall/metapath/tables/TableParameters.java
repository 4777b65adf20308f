package io.graphrecall.metapath.tables;

import io.graphrecall.metapath.neighbour.NeighbourParameters;
import io.graphrecall.metapath.profile.EngagementParameters;
import io.graphrecall.metapath.search.SearchParameters;
import io.graphrecall.metapath.similar.SimilarParameters;
import io.graphrecall.metapath.vector.SpaceParameters;

/**
 * All settings of the tables.
 *
 * @param engagement how much an engagement says; only action and dwell count here
 * @param neighbours of the table {@code i2i}
 * @param similar    of the table {@code similar}
 * @param search     of the table {@code led_to}
 * @param popularity of the contents' popularity
 * @param spaces     of every vector space
 */
public record TableParameters(
        EngagementParameters engagement,
        NeighbourParameters neighbours,
        SimilarParameters similar,
        SearchParameters search,
        PopularityParameters popularity,
        SpaceParameters spaces) {

    /** What works without tuning; {@code docs/recall-formulas.md} says how it was found. */
    public static final TableParameters DEFAULT = new TableParameters(
            EngagementParameters.DEFAULT,
            NeighbourParameters.DEFAULT,
            SimilarParameters.DEFAULT,
            SearchParameters.DEFAULT,
            PopularityParameters.DEFAULT,
            SpaceParameters.DEFAULT);
}
