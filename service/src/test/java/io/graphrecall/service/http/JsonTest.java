package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.InvalidRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"0000fffe", "feff0000", "0000007b", "0000007b00", "ff", "feff7b"})
    void aBodyThatIsNoTextIsTheFaultOfTheCaller(String bytes) {
        byte[] body = HexFormat.of().parseHex(bytes);

        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> Json.read(body, RecallRequestBody.class)).withMessageContaining("is not JSON");
    }

    @Test
    void wholeNumbersAreIds() {
        RecallRequestBody recall = ExplainRequestBody.read("""
                {"content_id":3,"user_id":1002,"context_content_id":18446744073709551616,"positive":[1,"b",null],
                 "negative":[2],"exclude_ids":[-7]}""".getBytes(StandardCharsets.UTF_8)).recall();
        SimilarRequestBody similar = Json.read(
                "{\"content_id\":3,\"user_id\":4}".getBytes(StandardCharsets.UTF_8), SimilarRequestBody.class);

        assertThat(recall.userId()).isEqualTo("1002");
        assertThat(recall.contextContentId()).isEqualTo("18446744073709551616");
        assertThat(recall.positive()).containsExactly("1", "b", null);
        assertThat(recall.negative()).containsExactly("2");
        assertThat(recall.excludeIds()).containsExactly("-7");
        assertThat(similar.contentId() + similar.userId()).isEqualTo("34");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"user_id\":7.5}", "{\"user_id\":true}", "{\"user_id\":[7]}", "{\"positive\":[7.5]}",
        "{\"scene\":7}"})
    void otherValuesAreNoIds(String body) {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> Json.read(body.getBytes(StandardCharsets.UTF_8), RecallRequestBody.class))
                .withMessageContaining("has the wrong type: expected a string");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"userid":"u"}                        | /userid is unknown, did you mean user_id?
            {"filter":{"category":["a"]}}         | /filter/category is unknown, expected one of must_not, must, should
            {"filter":{"must":[{"feld":"tag"}]}}  | /filter/must/0/feld is unknown, did you mean field?
            {"frobnicate":1}                      | and 14 more
            {"user_id":"u",}                      | (line 1, column 16)
            {"user_id"                            | Unexpected end-of-input
            """)
    void aMistakeIsAnsweredWithTheNearestNameOrItsPlace(String body, String message) {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> Json.read(body.getBytes(StandardCharsets.UTF_8), RecallRequestBody.class))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"user_id":"u"       | is not JSON: Unexpected end-of-input: expected close marker for Object (line 1, column 15)
            {"size":1,"blend":a} | is not JSON: Unrecognized token 'a' (line 1, column 21)
            {"size":NaN}         | is not JSON: Non-standard token 'NaN' (line 1, column 12)
            """)
    void textThatIsNotJsonIsAnsweredWithoutAdviceForTheServer(String body, String message) {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> Json.read(body.getBytes(StandardCharsets.UTF_8), RecallRequestBody.class))
                .withMessage(message);
    }

    @Test
    void aMistypedFieldOfAnExplanationIsComparedWithAllItsFields() {
        for (String field : List.of("contentid", "requestid")) {
            assertThatExceptionOfType(InvalidRecordException.class)
                    .isThrownBy(() -> ExplainRequestBody.read(
                            ("{\"" + field + "\":\"a\"}").getBytes(StandardCharsets.UTF_8)))
                    .withMessage("/%s is unknown, did you mean %s?".formatted(field, field.replace("id", "_id")));
        }
    }
}
