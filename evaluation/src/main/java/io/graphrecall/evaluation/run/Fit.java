package io.graphrecall.evaluation.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Events that the generation of the test is built from. */
public enum Fit {
    /** Training events only. The validation events are posted to the service. Comparable with published results. */
    STRICT,
    /** Training and validation events, with the blend tuned as in a strict fit, as in production. */
    REFIT;

    /** Returns the name in reports and on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the fit with a wire name. */
    public static Optional<Fit> ofWireName(String name) {
        return Arrays.stream(values()).filter(fit -> fit.wireName().equals(name)).findFirst();
    }
}
