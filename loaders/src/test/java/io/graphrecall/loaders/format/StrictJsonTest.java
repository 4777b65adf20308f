package io.graphrecall.loaders.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.InvalidRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.StringReader;

class StrictJsonTest {

    @Test
    void readsOneValue() {
        assertThat(StrictJson.parse(" {\"a\": [1, null, \"\\u732b\"]} ").get("a").get(2).textValue()).isEqualTo("猫");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "{\"a\":1}}", "{\"a\":1} {\"b\":2}", "{'a':1}", "{a:1}", "{\"a\":01}",
        "{\"a\":1,}", "{\"a\":NaN}", "{\"a\":Infinity}", "// no\n{}", "\"tab\there\"", "nul", "{\"a\":1,\"a\":2}"})
    void rejectsInvalidJson(String text) {
        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(() -> StrictJson.parse(text))
                .withMessageStartingWith("is not JSON: ").satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":NaN}        | is not JSON: Non-standard token 'NaN' (column 9)
            {"a":1,"a":2}    | is not JSON: Duplicate field 'a' (column 11)
            {"a":1           | is not JSON: Unexpected end-of-input: expected close marker for Object (column 7)
            """)
    void errorsHaveAReasonAndAColumn(String text, String reason) {
        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(() -> StrictJson.parse(text))
                .withMessage(reason);
    }

    @Test
    void errorsInAnArrayHaveALineAndAColumn() {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> StrictJson.parseArray(new StringReader("[{},\n {a}]"), element -> {
                })).withMessage("is not JSON: Unexpected character ('a' (code 97)) (line 2, column 3)");
    }

    @Test
    void rejectsBlankText() {
        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(() -> StrictJson.parse(" "))
                .withMessage("is not JSON: it is empty");
    }

    @Test
    void rejectsExcessiveNesting() {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> StrictJson.parse("[".repeat(5000) + "]".repeat(5000)))
                .withMessageStartingWith("is not JSON: Document nesting depth");
    }

    @Test
    void rejectsTooManyValues() {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> StrictJson.parse("[" + "{},".repeat(2_500_000) + "1]"))
                .withMessageStartingWith("is not JSON: Token count");
    }
}
