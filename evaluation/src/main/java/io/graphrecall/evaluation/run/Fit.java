package io.graphrecall.evaluation.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the generation that answers the test has seen. */
public enum Fit {
    /** Nothing from the validation target on; the validation events come live. Comparable with published tables. */
    STRICT,
    /** All but the test target, with the choices made in strict: as deployed. */
    REFIT;

    /** The name in reports and on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fit of a wire name. */
    public static Optional<Fit> ofWireName(String name) {
        return Arrays.stream(values()).filter(fit -> fit.wireName().equals(name)).findFirst();
    }
}
