package io.graphrecall.benchmarks.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.DataSet;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void valuesAreReadByName() {
        Arguments arguments = Arguments.of("--size", "100", "--url", "http://localhost:1");
        assertThat(arguments.<Integer>required("size", Integer::valueOf)).isEqualTo(100);
        assertThat(arguments.value("url", "", url -> url)).isEqualTo("http://localhost:1");
        assertThat(arguments.value("seed", 1L, Long::valueOf)).isEqualTo(1);
        assertThat(arguments.optional("pid", Long::valueOf)).isEmpty();
        assertThatCode(arguments::requireAllRead).doesNotThrowAnyException();
    }

    @Test
    void constantsAreReadByWireName() {
        Arguments arguments = Arguments.of("--protocol", "temporal", "--times", "real,order-only");
        assertThat(arguments.constant("protocol", DataSet.Protocol.LEAVE_ONE_OUT)).isEqualTo(DataSet.Protocol.TEMPORAL);
        assertThat(arguments.constants("times", DataSet.Timestamps.REAL)).containsExactly(DataSet.Timestamps.values());
        assertThat(arguments.constants("times", DataSet.Timestamps.REAL)).containsExactly(DataSet.Timestamps.REAL);
        assertThatThrownBy(() -> Arguments.of("--times", "late").constant("times", DataSet.Timestamps.REAL))
                .hasMessage("Option --times late: 'late' is none of real, order-only");
    }

    @Test
    void errorsNameTheOption() {
        assertThatThrownBy(() -> Arguments.of("--size")).hasMessageContaining("found '--size'");
        assertThatThrownBy(() -> Arguments.of("size", "1")).hasMessageContaining("found 'size'");
        assertThatThrownBy(() -> Arguments.of("--a", "1", "--a", "2")).hasMessage("Option --a is given twice");
        Arguments arguments = Arguments.of("--size", "many", "--colour", "red");
        assertThatThrownBy(() -> arguments.required("users", user -> user)).hasMessage("Option --users is required");
        assertThatThrownBy(() -> arguments.required("size", Integer::valueOf)).hasMessageContaining("--size many: ");
        assertThatThrownBy(arguments::requireAllRead).hasMessage("Unknown options: --colour");
    }
}
