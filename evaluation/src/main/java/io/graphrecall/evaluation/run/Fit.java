package io.graphrecall.evaluation.run;

import io.graphrecall.schema.WireNamed;

/** Events that the generation of the test is built from. */
public enum Fit implements WireNamed {
    /** Training events only. The validation events are posted to the service. Comparable with published results. */
    STRICT,
    /** Training and validation events, with the blend tuned as in a strict fit, as in production. */
    REFIT;
}
