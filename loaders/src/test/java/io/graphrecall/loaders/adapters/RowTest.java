package io.graphrecall.loaders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.InvalidRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {

    @Test
    void millisecondsHaveAnyNotation() {
        assertThat(row("1.7e9").millis("time", 1000)).isEqualTo(1_700_000_000_000L);
        assertThat(row(" 12.9996 ").millis("time", 1000)).isEqualTo(12_999);
        assertThat(row("-1").millis("time", 1)).isEqualTo(-1);
    }

    /** In 64 bits, the first one would be a time of the year 2023. */
    @ParameterizedTest
    @ValueSource(strings = {"18446745773709552", "1e30", "-1e16", "1e999999"})
    void aNumberOutOfRangeIsNotAnotherOne(String time) {
        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(() -> row(time).millis("time", 1000))
                .withMessage("/time is out of range");
    }

    private static Row row(String time) {
        return new Row(Row.object().put("time", time));
    }
}
