package io.graphrecall.service.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserMentionTest {

    private final UserMention word = new UserMention(new UserId("u-1"));
    private final UserMention number = new UserMention(new UserId("50"));

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"user_id\":\"u-1\",\"action\":\"click\"}",
        "{\"user_id\":\"a\",\"follows\":[\"b\",\"u-1\"]}",
        "{\"content_id\":\"c\",\"author\":\"u-1\"}",
        "{\"file\":\"events.jsonl\",\"line\":3,\"reason\":\"x\",\"raw\":\"{\\\"user_id\\\":\\\"u-1\\\"\"}",
        "{\"file\":\"events.csv\",\"line\":3,\"reason\":\"x\",\"raw\":\"c,u-1,click\"}",
        "{\"file\":\"events.csv\",\"line\":3,\"reason\":\"unknown user 'u-1'\",\"raw\":\"\"}",
        "2026-01-01 WARN State of user 'u-1' is dropped",
        "GET /v1/users/u-1/recall failed",
        "user_id=u-1, scene=feed",
        "a post by \"u-1\": refused",
        "{\"log.level\":\"WARN\",\"message\":\"State of user 'u-1' is dropped\",\"request_id\":\"a\"}",
        "{\"message\":\"failed\",\"error.message\":\"unknown user 'u-1'\",\"error.stack_trace\":\"x\"}",
        "{\"message\":\"failed\",\"error.stack_trace\":\"x: y\\n\\tat z\\nCaused by: unknown user 'u-1'\"}"
    })
    void findsTheIdInFieldsAndText(String line) {
        assertThat(word.test(line)).isTrue();
    }

    /** The log in lines of text escapes line breaks only. */
    @Test
    void findsAnIdWithLineBreaksInTheLog() {
        UserMention broken = new UserMention(new UserId("u\n\r\t\"1\""));

        assertThat(broken.test("WARN State of user 'u\\n\\r\t\"1\"' is dropped")).isTrue();
        assertThat(broken.test("WARN State of user 'u\\n\\n\t\"1\"' is dropped")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"user_id\":\"u-12\",\"action\":\"click\"}",
        "{\"user_id\":\"a\",\"content_id\":\"u-1\"}",
        "{\"file\":\"events.csv\",\"line\":3,\"reason\":\"x\",\"raw\":\"c,u-12,u-1.5\"}",
        "State of user 'u-12' is dropped",
        "{\"message\":\"State of user 'u-12' is dropped\",\"process.thread.name\":\"u-1\"}",
        "State of user 'u-1 b' is dropped",
        "GET /v1/users/u-1.5/recall failed",
        "menu-1 of 3"
    })
    void doesNotFindAnIdThatContainsIt(String line) {
        assertThat(word.test(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"user_id\":\"50\"}", "{\"user_id\":50}", "unknown user '50'", "GET /v1/users/50",
        "{\"line\":1,\"reason\":\"x\",\"raw\":\"50::1193::5\"}"})
    void findsANumberThatIsAUser(String line) {
        assertThat(number.test(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"user_id\":\"7\",\"content_id\":\"50\",\"dwell_ms\":50}", "{\"line\":50,\"raw\":\"7::1::5\"}",
        "Encoding texts: 50 of 100", "content '50' is unknown", "user '501'"})
    void aNumberInAnotherMeaningIsNoUser(String line) {
        assertThat(number.test(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"user_id\":\"ü/\\\"1\\\"\"}", "GET /v1/users/%C3%BC%2F%221%22", "user ü/\"1\" left"})
    void findsAnIdThatIsEscaped(String line) {
        assertThat(new UserMention(new UserId("ü/\"1\"")).test(line)).isTrue();
    }
}
