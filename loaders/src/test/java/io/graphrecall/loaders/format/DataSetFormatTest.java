package io.graphrecall.loaders.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.DataSet.Protocol;
import io.graphrecall.schema.DataSet.Timestamps;
import io.graphrecall.schema.InvalidRecordException;
import org.junit.jupiter.api.Test;

class DataSetFormatTest {

    @Test
    void readsAllFields() {
        assertThat(parse("{\"name\":\"b\",\"timestamps\":\"order-only\",\"protocol\":\"temporal\",\"users\":3}"))
                .isEqualTo(new DataSet("b", Timestamps.ORDER_ONLY, Protocol.TEMPORAL));
    }

    @Test
    void defaultsAreRealTimesAndLeaveOneOut() {
        assertThat(parse("{}")).isEqualTo(new DataSet("folder", Timestamps.REAL, Protocol.LEAVE_ONE_OUT));
    }

    @Test
    void rejectsWithAllReasons() {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> parse("{\"name\":1,\"timestamps\":\"fake\",\"protocol\":\"random\"}"))
                .withMessage("/name is a number, expected a string; /timestamps is 'fake', expected one of real, "
                        + "order-only; /protocol is 'random', expected one of leave-one-out, temporal");
    }

    @Test
    void wireNamesAreParsedBack() {
        for (Timestamps timestamps : Timestamps.values()) {
            for (Protocol protocol : Protocol.values()) {
                String json = "{\"name\":\"n\",\"timestamps\":\"%s\",\"protocol\":\"%s\"}".formatted(
                        timestamps.wireName(), protocol.wireName());
                assertThat(parse(json)).isEqualTo(new DataSet("n", timestamps, protocol));
            }
        }
    }

    private static DataSet parse(String json) {
        return DataSetFormat.parse(StrictJson.parse(json), "folder");
    }
}
