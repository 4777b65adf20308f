package io.graphrecall.benchmarks.metapath;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPathParameters;

/** A table of contents with the contents most like them, and how GDS and Cypher make the same. */
enum TimedTable {
    /** Through every level of the category and every attribute. */
    FEATURES("Content-IN_CATEGORY|HAS_ATTRIBUTE->Category|Attribute-CHILD_OF*->Category|Attribute"
            + "<-CHILD_OF*-Category|Attribute<-IN_CATEGORY|HAS_ATTRIBUTE-Content"),
    /** Through the users who clicked. */
    USERS("Content<-CLICKED-User-CLICKED->Content");

    private final MetaPathParameters parameters;

    TimedTable(String path) {
        parameters = MetaPathParameters.of(wireName(), path, Measure.PATHSIM);
    }

    String wireName() {
        return this == FEATURES ? "features" : "users";
    }

    /** All instances, the best hundred of each content. */
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
