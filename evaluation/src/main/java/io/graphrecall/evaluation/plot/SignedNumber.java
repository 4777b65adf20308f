package io.graphrecall.evaluation.plot;

import java.util.Locale;

/** Text of a difference with four decimals. */
public final class SignedNumber {

    private SignedNumber() {}

    /** Returns the text with a sign; one that rounds to zero has none. */
    public static String text(double difference) {
        return String.format(Locale.ROOT, "%+.4f", difference).replaceFirst("^[+-](?=0\\.0000$)", "");
    }
}
