package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.QueryText;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

class FieldErrorsTest {

    private final FieldErrors errors = new FieldErrors();

    @Test
    void manyErrorsMakeAShortReply() {
        for (int i = 0; i < 90_000; i++) {
            errors.add("/field/" + i, "is '" + "x".repeat(3_000) + "'");
        }

        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(errors::check).satisfies(invalid -> {
            assertThat(invalid.errors()).hasSize(1_000);
            assertThat(invalid).hasMessageEndingWith("; and 980 more");
            JsonObject reply = Problems.of(invalid, "r").body().toJsonObject();
            assertThat(reply.getString("detail")).hasSize(2_001).endsWith("…");
            assertThat(reply.getJsonArray("errors").getJsonObject(999).getString("detail")).hasSize(2_001);
        });
    }

    @Test
    void aTextThatUtf8CannotEncodeIsRefusedAndReported() {
        errors.value("/query", () -> new QueryText("half \ud800"));
        errors.add("/scene", "is '\udc00'");

        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(errors::check)
                .satisfies(invalid -> assertThat(Problems.of(invalid, "r").body().toString())
                        .contains("query contains an unpaired surrogate", "is '?'"));
    }

    @Test
    void anArrayThatIsTooLongIsOneError() {
        FieldSchema ids = new FieldSchema(JsonObject.of("type", "array", "maxItems", 2));

        assertThat(ids.strings("/ids", Arrays.asList(null, null, "a"), errors)).isEmpty();

        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(errors::check)
                .withMessage("/ids has 3 entries, expected up to 2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1, 1.1})
    void aNumberOutsideItsRangeIsAnError(double number) {
        FieldSchema weight = new FieldSchema(JsonObject.of("type", "number", "minimum", 0, "maximum", 1));
        List.of(0.0, 1.0).forEach(valid -> weight.checkNumber("/weight", valid, errors));
        errors.check();

        weight.checkNumber("/weight", number, errors);

        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(errors::check)
                .withMessageContaining("expected a number between 0 and 1");
    }
}
