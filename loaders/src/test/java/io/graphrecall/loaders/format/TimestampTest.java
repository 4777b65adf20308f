package io.graphrecall.loaders.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

class TimestampTest {

    @Test
    void instantsOfEveryPrecisionAreTruncatedToMilliseconds() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            Instant at = Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_800L),
                    random.nextInt(10) == 0 ? 0 : random.nextInt(1_000_000_000));
            String seconds = at.truncatedTo(ChronoUnit.SECONDS).toString();
            String nanos = String.format("%09d", at.getNano());
            int digits = random.nextInt(10);
            String text = digits == 0
                    ? seconds
                    : seconds.substring(0, seconds.length() - 1) + "." + nanos.substring(0, digits) + "Z";
            assertThat(Timestamp.from(text)).as(text).isEqualTo(Instant.parse(text).truncatedTo(ChronoUnit.MILLIS))
                    .isEqualTo(Timestamp.from(text.replace("Z", "+00:00")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z",
        "2026-13-01T00:00:00Z",
        "2026-01-01T00:00:00.1234567890Z", "2026-01-01 T00:00:00Z", "２026-01-01T00:00:00Z", "2026-01-01T00:00:00.12aZ",
        "Z", ""})
    void otherTextsAreRejected(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Timestamp.from(text))
                .withMessage("is not an ISO-8601 time: '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026110110", "202611011015"})
    void aDateWithTimeInDigitsIsNoNumberOfSecondsOrMilliseconds(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timestamp.parse(TextNode.valueOf(text), true, Conversion.UNREPORTED));
        assertThat(Timestamp.parse(TextNode.valueOf("1790986500"), true, Conversion.UNREPORTED))
                .isEqualTo(Instant.ofEpochSecond(1_790_986_500));
    }

    @Test
    void aDateWithTimeInDigitsGetsTheOffsetOfAZone() {
        for (JsonNode time : List.of(TextNode.valueOf("20261101101530"), LongNode.valueOf(20_261_101_101_530L))) {
            assertThat(Timestamp.withOffset(time, ZoneId.of("Asia/Shanghai"), true).asText())
                    .isEqualTo("2026-11-01T10:15:30+08:00");
        }
    }

    @Test
    void aDateInAColumnOfFloatingPointNumbersIsADate() {
        JsonNode date = DoubleNode.valueOf(20_261_101.0);
        assertThat(Timestamp.parse(date, true, Conversion.UNREPORTED)).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(Timestamp.withOffset(date, ZoneId.of("Asia/Shanghai"), true).asText())
                .isEqualTo("2026-11-01T00:00+08:00");
    }
}
