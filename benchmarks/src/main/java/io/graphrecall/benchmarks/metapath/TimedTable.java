package io.graphrecall.benchmarks.metapath;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.schema.WireNamed;

/** Neighbour table of contents, with the statements that compute it in GDS and in Cypher. */
enum TimedTable implements WireNamed {
    /** Over all levels of the category and all attributes. */
    FEATURES("Content-IN_CATEGORY|HAS_ATTRIBUTE->Category|Attribute-CHILD_OF*->Category|Attribute"
            + "<-CHILD_OF*-Category|Attribute<-IN_CATEGORY|HAS_ATTRIBUTE-Content"),
    /** Over the users who clicked. */
    USERS("Content<-CLICKED-User-CLICKED->Content");

    private final MetaPathParameters parameters;

    TimedTable(String path) {
        parameters = MetaPathParameters.of(wireName(), path, Measure.PATHSIM);
    }

    /** Path over all instances with the top 100 neighbours of each content. */
    MetaPathParameters parameters() {
        return parameters;
    }

    CypherStatement projection() {
        return CypherStatement.of("gds/project-" + wireName());
    }

    CypherStatement cypher() {
        return CypherStatement.of("gds/pathsim-" + wireName());
    }
}
