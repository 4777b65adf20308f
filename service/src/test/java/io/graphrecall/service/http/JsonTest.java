package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.loaders.format.InvalidRecordException;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"0000fffe", "feff0000", "0000007b", "0000007b00", "ff", "feff7b"})
    void aBodyThatIsNoTextIsTheFaultOfTheCaller(String bytes) {
        Buffer body = Buffer.buffer(HexFormat.of().parseHex(bytes));

        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> Json.read(body, RecallRequestBody.class)).withMessageContaining("is not JSON");
    }
}
