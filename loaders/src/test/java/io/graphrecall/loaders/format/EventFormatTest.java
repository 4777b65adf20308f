package io.graphrecall.loaders.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet.Timestamps;
import io.graphrecall.schema.EventIdentity;
import io.graphrecall.schema.FieldError;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class EventFormatTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private final EventFormat format = new EventFormat(NOW, Timestamps.REAL);

    @Test
    void readsEveryField() {
        BehaviourEvent event = parse("""
                {"event_id": "e/1", "user_id": "u 1", "action": "play", "content_id": "c\\"1", "timestamp":
                "2026-05-31T08:00:00.123456+08:00", "dwell_ms": 4500, "scene": "feed", "query": "  Cat  EYE ",
                "request_id": "r1"}""");

        assertThat(event).isEqualTo(new BehaviourEvent("e/1", new UserId("u 1"), Action.PLAY, new ContentId("c\"1"),
                Instant.parse("2026-05-31T00:00:00.123Z"), 7, 4500L, "feed", new QueryText("cat eye"), "r1"));
    }

    @Test
    void theActionDeterminesTheTarget() {
        assertThat(parse("{'user_id':'u','action':'cart','item_id':'i','timestamp':0}").target())
                .isEqualTo(new ItemId("i"));
        BehaviourEvent search = parse("{'user_id':'u','action':'search','query':'面霜','timestamp':0}");
        assertThat(search.target()).isEqualTo(new QueryText("面霜"));
        assertThat(search.query()).isNull();
    }

    @Test
    void nullAndEmptyQueriesCountAsAbsent() {
        BehaviourEvent event = parse("{'event_id':null,'user_id':'u','action':'click','content_id':'c','item_id':null,"
                + "'timestamp':0,'dwell_ms':null,'scene':null,'query':'','request_id':null}");

        assertThat(event.dwellMs()).isNull();
        assertThat(event.scene()).isNull();
        assertThat(event.query()).isNull();
        assertThat(event.requestId()).isNull();
    }

    @Test
    void anIdentityIsComputedFromTheFieldsAndTheOccurrence() {
        String json = "{'user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':%d}";
        String first = format.parse(json(json.formatted(1)), 1, 0, Conversion.UNREPORTED).id();
        String second = format.parse(json(json.formatted(2)), 2, 1, Conversion.UNREPORTED).id();

        assertThat(first).isEqualTo(EventIdentity.of(new UserId("u"), Action.CLICK, new ContentId("c"),
                Instant.ofEpochMilli(5), null, null, 0));
        assertThat(second).isEqualTo(EventIdentity.of(new UserId("u"), Action.CLICK, new ContentId("c"),
                Instant.ofEpochMilli(5), null, null, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "2026-01-02T03:04:05Z"             | 2026-01-02T03:04:05Z
            "2026-01-02t03:04:05z"             | 2026-01-02T03:04:05Z
            "2026-01-02T03:04:05.6789Z"        | 2026-01-02T03:04:05.678Z
            "2026-01-02T03:04:05+08:00"        | 2026-01-01T19:04:05Z
            "2026-01-02T03:04:05-0330"         | 2026-01-02T06:34:05Z
            "2026-01-02T03:04"                 | 2026-01-02T03:04:00Z
            "2026-01-02T03:04:05"              | 2026-01-02T03:04:05Z
            "2026-01-02"                       | 2026-01-02T00:00:00Z
            1767323045678                      | 2026-01-02T03:04:05.678Z
            1767323045678.0                    | 2026-01-02T03:04:05.678Z
            -1                                 | 1969-12-31T23:59:59.999Z
            """)
    void readsTimes(String timestamp, Instant at) {
        assertThat(parse("{'user_id':'u','action':'click','content_id':'c','timestamp':" + timestamp + "}").at())
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                   | is a list, expected an object
            {}                                   | /user_id is missing; /action is missing; /timestamp is missing
            {"user_id":" "}                      | /user_id is blank; /action is missing; /timestamp is missing
            {'user_id':7.5,G}                    | /user_id is a number, expected a string
            {'user_id':1e17,G}                   | /user_id is a number, expected a string
            {'user_id':{},G}                     | /user_id is an object, expected a string
            {'user_id':'u','action':'view','timestamp':0} | /item_id is missing
            {'user_id':'u','action':'search','timestamp':0} | /query is missing
            {'user_id':'u','action':'search','query':' ','timestamp':0} | /query is blank
            {'user_id':'u','action':'click','item_id':'i','timestamp':0} | /item_id is not allowed for action click, which requires content_id; /content_id is missing
            {'user_id':'u','action':'Clicked','content_id':'c','timestamp':0} | /action is 'Clicked', expected one of impression, click, play, like, share, favourite, comment, skip, dislike, search, view, cart, purchase
            {'event_id':'',U}                    | /event_id is blank
            {'event_id':7.5,U}                   | /event_id is a number, expected a string
            {'dwell_ms':-1,U}                    | /dwell_ms is -1, expected a whole number of 0 or more
            {'dwell_ms':1.5,U}                   | /dwell_ms is 1.5, expected a whole number of 0 or more
            {'dwell_ms':1e30,U}                  | /dwell_ms is 1.0E30, expected a whole number of 0 or more
            {'dwell_ms':'9 s',U}                 | /dwell_ms is '9 s', expected a whole number
            {'scene':true,U}                     | /scene is a boolean, expected a string
            {'request_id':['r'],U}               | /request_id is a list, expected a string
            {'timestamp':'yesterday',T}          | /timestamp is not an ISO-8601 time: 'yesterday'
            {'timestamp':'2026-02-30',T}         | /timestamp is not an ISO-8601 time: '2026-02-30'
            {'timestamp':'2026',T}               | /timestamp is not an ISO-8601 time: '2026'
            {'timestamp':1.5,T}                  | /timestamp is 1.5, expected a whole number of milliseconds
            {'timestamp':1e30,T}                 | /timestamp is 1.0E30, expected a whole number of milliseconds
            {'timestamp':true,T}                 | /timestamp is a boolean, expected an ISO-8601 string or a number of milliseconds
            {'timestamp':null,T}                 | /timestamp is missing
            {'timestamp':9000000000000000,T}     | /timestamp is outside the years 1 to 9999: 9000000000000000 (microseconds? divide by 1,000)
            {'timestamp':1796000000000000000,T}  | /timestamp is outside the years 1 to 9999: 1796000000000000000 (nanoseconds? divide by 1,000,000)
            {'timestamp':-99999999999999,T}      | /timestamp is outside the years 1 to 9999: -99999999999999
            {'timestamp':'2026-06-02T12:00:00.001Z',T} | /timestamp is more than one day in the future: 2026-06-02T12:00:00.001Z
            {'user_id':'\\ud800',G}              | /user_id contains an unpaired surrogate
            """)
    void rejectsWithAllReasons(String json, String reasons) {
        String text = json.replace("G}", "'action':'click','content_id':'c','timestamp':0}")
                .replace("U}", "'user_id':'u','action':'click','content_id':'c','timestamp':0}")
                .replace("T}", "'user_id':'u','action':'click','content_id':'c'}");
        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(() -> parse(text)).withMessage(reasons);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'timestamp':'2025-01-01 10:00:00'        | BLANK_IN_TIME WITHOUT_OFFSET    | 2025-01-01T10:00:00Z
            'timestamp':'2025-01-01 10:00:00+08:00'  | BLANK_IN_TIME                   | 2025-01-01T02:00:00Z
            'timestamp':'2025-01-01 10:00:00 +0800'  | BLANK_IN_TIME                   | 2025-01-01T02:00:00Z
            'timestamp':'2025-01-01 10:00:00.5+08'   | BLANK_IN_TIME                   | 2025-01-01T02:00:00.500Z
            'timestamp':1735725600                   | SECONDS                         | 2025-01-01T10:00:00Z
            'timestamp':'1735725600'                 | NUMBER_AS_TEXT SECONDS          | 2025-01-01T10:00:00Z
            'timestamp':'1735725600000'              | NUMBER_AS_TEXT                  | 2025-01-01T10:00:00Z
            'timestamp':1735725600.1239              | SECONDS                         | 2025-01-01T10:00:00.123Z
            'timestamp':100000000                    | SECONDS                         | 1973-03-03T09:46:40Z
            'timestamp':99999999                     |                                 | 1970-01-02T03:46:39.999Z
            'timestamp':100000000000                 |                                 | 1973-03-03T09:46:40Z
            'timestamp':20251101                     | DATE_AS_NUMBER WITHOUT_OFFSET   | 2025-11-01T00:00:00Z
            'timestamp':'20251101'                   | DATE_AS_NUMBER WITHOUT_OFFSET   | 2025-11-01T00:00:00Z
            'timestamp':20251101081530               | DATE_AS_NUMBER WITHOUT_OFFSET   | 2025-11-01T08:15:30Z
            'timestamp':'20251101081530'             | DATE_AS_NUMBER WITHOUT_OFFSET   | 2025-11-01T08:15:30Z
            'timestamp':20251301                     |                                 | 1970-01-01T05:37:31.301Z
            'timestamp':21001231                     |                                 | 1970-01-01T05:50:01.231Z
            'timestamp':'2025/11/01'                 | SLASHES_IN_DATE WITHOUT_OFFSET  | 2025-11-01T00:00:00Z
            'timestamp':'2025/11/01T10:00:00+08:00'  | SLASHES_IN_DATE                 | 2025-11-01T02:00:00Z
            'timestamp':'2025/1/3 8:15'              | SLASHES_IN_DATE UNPADDED_TIME BLANK_IN_TIME WITHOUT_OFFSET | 2025-01-03T08:15:00Z
            'timestamp':'2025-1-3 08:15:00'          | UNPADDED_TIME BLANK_IN_TIME WITHOUT_OFFSET | 2025-01-03T08:15:00Z
            'timestamp':'31.01.2025'                 | DOTS_IN_DATE WITHOUT_OFFSET     | 2025-01-31T00:00:00Z
            'timestamp':'3.1.2025 08:15'             | UNPADDED_TIME BLANK_IN_TIME DOTS_IN_DATE WITHOUT_OFFSET | 2025-01-03T08:15:00Z
            'timestamp':'2025年1月3日'               | CHINESE_DATE WITHOUT_OFFSET     | 2025-01-03T00:00:00Z
            'timestamp':'2025年1月3日08:15'          | CHINESE_DATE WITHOUT_OFFSET     | 2025-01-03T08:15:00Z
            'timestamp':'2025年1月3日 8:15:30+08:00' | CHINESE_DATE                    | 2025-01-03T00:15:30Z
            """)
    void readsTimesOfOtherPrograms(String timestamp, @Nullable String expected, Instant at) {
        List<Conversion> conversions = new ArrayList<>();
        BehaviourEvent event = format.parse(
                json("{'user_id':'u','action':'click','content_id':'c'," + timestamp + "}"), 1,
                0, conversions::add);

        assertThat(event.at()).isEqualTo(at);
        assertThat(conversions).extracting(Conversion::name)
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void readsNumbersAsText() {
        List<Conversion> conversions = new ArrayList<>();
        BehaviourEvent event = format.parse(json("{'user_id':'u','action':'click','content_id':'c','timestamp':0,"
                + "'dwell_ms':'3200'}"), 1, 0, conversions::add);

        assertThat(event.dwellMs()).isEqualTo(3200);
        assertThat(conversions).containsExactly(Conversion.NUMBER_AS_TEXT);
    }

    @Test
    void numbersOfOrderOnlyTimesAreNeverSeconds() {
        EventFormat orderOnly = new EventFormat(NOW, Timestamps.ORDER_ONLY);
        assertThat(orderOnly.parse(json("{'user_id':'u','action':'click','content_id':'c','timestamp':1735725600}"), 1,
                0, Conversion.UNREPORTED).at()).isEqualTo(Instant.ofEpochMilli(1_735_725_600));
    }

    @Test
    void readsIdsAndActionsOfOtherPrograms() {
        List<Conversion> conversions = new ArrayList<>();
        BehaviourEvent event = format.parse(json("{'event_id':9007199254740993,'user_id':7,'action':'CLICK ',"
                + "'content_id':' c 1 ','timestamp':0,'request_id':8.0}"), 1, 0,
                conversions::add);

        assertThat(event).isEqualTo(new BehaviourEvent("9007199254740993", new UserId("7"), Action.CLICK,
                new ContentId("c 1"), Instant.EPOCH, 1, null, null, null, "8"));
        assertThat(conversions).containsExactly(Conversion.NUMERIC_ID, Conversion.NUMERIC_ID, Conversion.ACTION_CASE,
                Conversion.BLANKS_AROUND_ID, Conversion.NUMERIC_ID);
    }

    @Test
    void anIdMayHave1024Characters() {
        String maximum = "x".repeat(1024);
        assertThat(parse("{'user_id':'" + maximum + "','action':'click','content_id':'c','timestamp':0}").user().key())
                .isEqualTo(maximum);
        assertThatExceptionOfType(InvalidRecordException.class).isThrownBy(
                () -> parse("{'user_id':'x" + maximum + "','action':'click','content_id':'c','timestamp':0}"))
                .withMessage("/user_id has 1025 characters, at most 1024 are allowed");
    }

    @Test
    void oneDayAheadOfTheClockIsTolerated() {
        assertThat(parse("{'user_id':'u','action':'click','content_id':'c','timestamp':'2026-06-02T12:00:00Z'}").at())
                .isEqualTo("2026-06-02T12:00:00Z");
    }

    @Test
    void orderOnlyTimesMayBeInTheFuture() {
        EventFormat orderOnly = new EventFormat(NOW, Timestamps.ORDER_ONLY);
        BehaviourEvent event = orderOnly.parse(
                json("{'user_id':'u','action':'click','content_id':'c','timestamp':'2100-01-01'}"), 1,
                0, Conversion.UNREPORTED);
        assertThat(event.at()).isEqualTo("2100-01-01T00:00:00Z");
    }

    @Test
    void reportsUnknownFields() {
        assertThat(EventFormat.unknownFields(json("{'user_id':'u','rating':5,'device':'ios'}")))
                .containsExactly("rating", "device");
    }

    @Test
    void errorsHaveAPointerAndAReason() {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> parse("{'action':'click','content_id':'c','timestamp':0}"))
                .satisfies(e -> assertThat(e.errors()).containsExactly(new FieldError("/user_id", "is missing")));
    }

    private BehaviourEvent parse(String json) {
        return format.parse(json(json), 7, 0, Conversion.UNREPORTED);
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"'));
    }
}
