package io.graphrecall.loaders.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.CategoryPath.Domain;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.User;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class CatalogueFormatTest {

    @Test
    void readsEveryFieldOfAContent() {
        Content content = CatalogueFormat.content(json("""
                {"content_id": "c/1", "title": "猫眼美甲 💅 OPI", "description": "how to", "category": ["Makeup", "Nails"],
                 "attributes": {"brand": ["OPI"], "colour": ["red", "blue", "red"]}, "tags": ["gel", "gel", "猫眼"],
                 "author": "u1", "published_at": "2026-01-02", "expires_at": 1767323045678, "status": "hidden",
                 "media": {"cover": "a/b.jpg", "frames": ["1.jpg", "2.jpg"], "video": "v.mp4", "audio": "a.mp3"},
                 "vectors": {"clip": [0.5, -1, 2e-3], "audio_2": [1]}}"""), Conversion.UNREPORTED);

        assertThat(content.id()).isEqualTo(new ContentId("c/1"));
        Description description = content.description();
        assertThat(description.title()).isEqualTo("猫眼美甲 💅 OPI");
        assertThat(description.text()).isEqualTo("how to");
        assertThat(description.category()).containsExactly("Makeup", "Nails");
        assertThat(description.attributes()).containsOnly(entry("brand", List.of("OPI")),
                entry("colour", List.of("red", "blue")));
        assertThat(description.tags()).containsExactly("gel", "猫眼");
        assertThat(description.author()).isEqualTo(new UserId("u1"));
        assertThat(description.publishedAt()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(description.expiresAt()).isEqualTo(Instant.ofEpochMilli(1767323045678L));
        assertThat(description.status()).isEqualTo(Description.Status.HIDDEN);
        assertThat(description.media())
                .isEqualTo(new Description.Media("a/b.jpg", List.of("1.jpg", "2.jpg"), "v.mp4", "a.mp3"));
        assertThat(description.vectors()).containsOnlyKeys("clip", "audio_2");
        assertThat(description.vectors().get("clip")).containsExactly(0.5f, -1f, 0.002f);
        assertThat(description.extra()).isEmpty();
    }

    @Test
    void aContentNeedsOnlyItsId() {
        Description description = CatalogueFormat.content(json("{'content_id':'c'}"), Conversion.UNREPORTED)
                .description();

        assertThat(description).isEqualTo(new Description(null, null, List.of(), Map.of(), List.of(), null, null, null,
                Description.Status.ACTIVE, Description.Media.NONE, Map.of(), Map.of()));
    }

    @Test
    void blankTextsAndEmptyVectorsAreAbsent() {
        Description description = CatalogueFormat.content(
                json("{'content_id':'c','title':'  ','description':'','vectors':{'clip':[],'own':[1]}}"),
                Conversion.UNREPORTED).description();

        assertThat(description.title()).isNull();
        assertThat(description.text()).isNull();
        assertThat(description.vectors()).containsOnlyKeys("own");
    }

    @Test
    void readsTagsAndIdsOfOtherPrograms() {
        List<Conversion> conversions = new ArrayList<>();
        Content content = CatalogueFormat.content(json("{'content_id':5,'tags':'gel | red,, cat eye;gel',"
                + "'author':' u ','published_at':1735725600}"), conversions::add);
        User user = CatalogueFormat.user(
                json("{'user_id':'u','follows':[1,' b '],'mutes':'spam'}"), conversions::add);

        assertThat(content.id()).isEqualTo(new ContentId("5"));
        assertThat(content.description().tags()).containsExactly("gel", "red", "cat eye");
        assertThat(content.description().author()).isEqualTo(new UserId("u"));
        assertThat(content.description().publishedAt()).isEqualTo("2025-01-01T10:00:00Z");
        assertThat(user.follows()).containsExactly(new UserId("1"), new UserId("b"));
        assertThat(user.mutes()).containsExactly(new TagName("spam"));
        assertThat(conversions).containsExactly(Conversion.NUMERIC_ID, Conversion.BLANKS_AROUND_ID,
                Conversion.LIST_AS_TEXT, Conversion.SECONDS, Conversion.NUMERIC_ID, Conversion.BLANKS_AROUND_ID,
                Conversion.LIST_AS_TEXT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', textBlock = """
            平价、防晒 平价|防晒
            平价，防晒；早C晚A｜秋 平价|防晒|早C晚A|秋
            `#平价 #防晒` 平价|防晒
            #平价#防晒# 平价|防晒
            C#,F# C#|F#
            ["平价","防晒,秋"] 平价|防晒,秋
            """)
    void oneTextOfTagsIsSplit(String text, String tags) {
        Content content = CatalogueFormat.content(
                JsonNodeFactory.instance.objectNode().put("content_id", "c").put("tags", text), Conversion.UNREPORTED);
        assertThat(content.description().tags()).containsExactly(tags.split("\\|"));
    }

    @Test
    void oneTextOfIdsIsSplitExceptAtHashes() {
        User user = CatalogueFormat.user(json("{'user_id':'u','follows':'a、b#1，c','blocks':'[7,8]'}"),
                Conversion.UNREPORTED);
        assertThat(user.follows()).extracting(UserId::key).containsExactly("a", "b#1", "c");
        assertThat(user.blocks()).extracting(UserId::key).containsExactly("7", "8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
            'Makeup'                       = [[Makeup]]
            '美妆 > 护肤>精华'             = [[美妆, 护肤, 精华]]
            '/美妆/护肤'                   = [[美妆, 护肤]]
            '美妆|护肤'                    = [[美妆, 护肤]]
            'Home|TV/Audio'                = [[Home, TV/Audio]]
            '美妆/护肤;美妆/彩妆'          = [[美妆, 护肤], [美妆, 彩妆]]
            '美妆/护肤|美妆>彩妆'          = [[美妆, 护肤], [美妆, 彩妆]]
            '["TV/Audio","A>B"]'           = [[TV/Audio, A>B]]
            '[["A"],["B","C"]]'            = [[A], [B, C]]
            """, quoteCharacter = '\'')
    void oneTextOfACategoryIsSplit(String text, String paths) {
        List<Conversion> conversions = new ArrayList<>();
        Content content = CatalogueFormat.content(
                JsonNodeFactory.instance.objectNode().put("content_id", "c").put("category", text), conversions::add);
        assertThat(content.description().categories()).hasToString(paths);
        assertThat(conversions).containsExactly(Conversion.CATEGORY_AS_TEXT);
        assertThat(CatalogueFormat.content(json("{'content_id':'c','category':['TV/Audio','A > B']}"),
                Conversion.UNREPORTED).description().category()).containsExactly("TV/Audio", "A > B");
    }

    @Test
    void unknownFieldsAreKept() {
        Description description = CatalogueFormat.content(json("""
                {"content_id": "c", "price": 12, "ratio": 0.5, "hot": true, "badge": "new", "codes": ["a", null, "b"],
                 "nothing": null, "size": {"w": 1, "h": null}, "huge": 123456789012345678901234567890,
                 "media": {"cover": "c.jpg", "colour": "red"}}"""), Conversion.UNREPORTED).description();

        assertThat(description.extra()).containsOnly(entry("price", 12L), entry("ratio", 0.5), entry("hot", true),
                entry("badge", "new"), entry("codes", List.of("a", "b")), entry("size", Map.of("w", 1L)),
                entry("huge", "123456789012345678901234567890"), entry("media_colour", "red"));
    }

    @Test
    void anItemKeepsItsAuthorAsAnUnknownField() {
        Item item = CatalogueFormat.item(json("{'item_id':'i','title':'Lamp','author':'u1','category':['Home']}"),
                Conversion.UNREPORTED);

        assertThat(item.id().key()).isEqualTo("i");
        assertThat(item.description().author()).isNull();
        assertThat(item.description().extra()).containsExactly(entry("author", "u1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                | /content_id is missing
            {'title':7}                       | /content_id is missing; /title is a number, expected a string
            {C,'category':7}                  | /category is a number, expected a list of strings
            {C,'category':'[A'}               | /category is not JSON: Unrecognized token 'A' (column 3)
            {C,'category':['A',7]}            | /category/1 is a number, expected a string
            {C,'category':['A',' ']}          | /category is blank
            {C,'category':['A\\u001fB']}      | /category contains the control character U+001F: 'A\u001fB'
            {C,'attributes':['brand']}        | /attributes is a list, expected an object
            {C,'attributes':{'brand':'OPI'}}  | /attributes/brand is a string, expected a list of strings
            {C,'attributes':{'brand':['']}}   | /attributes/brand/0 is blank
            {C,'attributes':{'':['x']}}       | /attributes//0 is blank
            {C,'attributes':{'a/b':[1]}}      | /attributes/a~1b/0 is a number, expected a string
            {C,'tags':7}                      | /tags is a number, expected a list of strings
            {C,'tags':['gel',null]}           | /tags/1 is null, expected a string
            {C,'tags':['']}                   | /tags/0 is blank
            {C,'author':1.5}                  | /author is a number, expected a string
            {C,'published_at':'soon'}         | /published_at is not an ISO-8601 time: 'soon'
            {C,'expires_at':{}}               | /expires_at is an object, expected an ISO-8601 string or a number of milliseconds
            {C,'status':'deleted'}            | /status is 'deleted', expected one of active, hidden
            {C,'media':'a.jpg'}               | /media is a string, expected an object
            {C,'media':{'cover':'/etc/x'}}    | /media/cover is '/etc/x', expected a path within the data-set folder
            {C,'media':{'frames':['a/../../b']}} | /media/frames/0 is 'a/../../b', expected a path within the data-set folder
            {C,'media':{'video':''}}          | /media/video is blank
            {C,'media':{'cover':'a\\u0000.jpg'}} | /media/cover contains the control character U+0000
            {C,'vectors':[1]}                 | /vectors is a list, expected an object
            {C,'vectors':{'clip':[null]}}     | /vectors/clip contains null at index 0, expected a finite number
            {C,'vectors':{'clip':7}}          | /vectors/clip is a number, expected a list of numbers
            {C,'vectors':{'clip':[1,'2']}}    | /vectors/clip contains "2" at index 1, expected a finite number
            {C,'vectors':{'clip':[1e300]}}    | /vectors/clip contains 1.0E300 at index 0, expected a finite number
            {C,'vectors':{'a b':[1]}}         | /vectors/a b is not a valid embedding space name: use letters, digits, '_' and '-', and a letter or digit at the end
            {C,'vectors':{'clip_':[1]}}       | /vectors/clip_ is not a valid embedding space name: use letters, digits, '_' and '-', and a letter or digit at the end
            {C,'vectors':{'gcn':[1]}}         | /vectors/gcn is the embedding space of a model: use another name
            {C,'extra':['\\udc00']}           | /extra/0 contains an unpaired surrogate
            """)
    void rejectsAContentWithAllReasons(String json, String reasons) {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> CatalogueFormat.content(json(json.replace("C,", "'content_id':'c',")),
                        Conversion.UNREPORTED))
                .withMessage(reasons);
    }

    @Test
    void readsAUser() {
        User user = CatalogueFormat.user(json("""
                {"user_id": "u", "profile": {"age": 30, "city": "上海", "none": null}, "follows": ["a", "b", "a"],
                 "blocks": ["x"], "mutes": ["spam"], "age": 99, "vip": true}"""), Conversion.UNREPORTED);

        assertThat(user).isEqualTo(new User(new UserId("u"), Map.of("age", 30L, "city", "上海", "vip", true),
                List.of(new UserId("a"), new UserId("b")), List.of(new UserId("x")), List.of(new TagName("spam"))));
        assertThat(CatalogueFormat.user(json("{'user_id':'u'}"), Conversion.UNREPORTED))
                .isEqualTo(new User(new UserId("u"), Map.of(), List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'profile':[]}                    | /user_id is missing; /profile is a list, expected an object
            {'user_id':'u','follows':7}       | /follows is a number, expected a list of strings
            {'user_id':'u','blocks':[' ']}    | /blocks/0 is blank
            {'user_id':'u','mutes':[1]}       | /mutes/0 is a number, expected a string
            """)
    void rejectsAUserWithAllReasons(String json, String reasons) {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> CatalogueFormat.user(json(json), Conversion.UNREPORTED))
                .withMessage(reasons);
    }

    @Test
    void readsACategory() {
        assertThat(CatalogueFormat.category(json("{'category':['A','A']}"), Conversion.UNREPORTED))
                .isEqualTo(new CategoryRecord(new CategoryPath(Domain.CONTENT, List.of("A", "A")), List.of()));
        assertThat(CatalogueFormat.category(json("{'category':['S'],'domain':'item','maps_to':['A','B']}"),
                Conversion.UNREPORTED))
                .isEqualTo(new CategoryRecord(new CategoryPath(Domain.ITEM, List.of("S")), List.of("A", "B")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                | /category is missing
            {'category':[]}                   | /category is an empty path
            {'category':['A'],'domain':'shop'} | /domain is 'shop', expected one of content, item
            {'category':'>'}                  | /category is an empty path
            {'category':'A;B'}                | /category is 2 paths, expected one
            {'category':['A'],'maps_to':7}    | /maps_to is a number, expected a list of strings
            """)
    void rejectsACategoryWithAllReasons(String json, String reasons) {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> CatalogueFormat.category(json(json), Conversion.UNREPORTED))
                .withMessage(reasons);
    }

    @Test
    void readsATag() {
        assertThat(CatalogueFormat.tag(json("{'tag':'美甲','parent':'美妆','synonyms':['nails','manicure','nails']}"),
                Conversion.UNREPORTED))
                .isEqualTo(new TagRecord(new TagName("美甲"), new TagName("美妆"), List.of("nails", "manicure")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                | /tag is missing
            {'tag':'a','parent':'a'}          | /parent is the tag itself
            {'tag':'a','synonyms':['']}       | /synonyms/0 is blank
            """)
    void rejectsATagWithAllReasons(String json, String reasons) {
        assertThatExceptionOfType(InvalidRecordException.class)
                .isThrownBy(() -> CatalogueFormat.tag(json(json), Conversion.UNREPORTED))
                .withMessage(reasons);
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.startsWith("{\"") ? text : text.replace('\'', '"'));
    }
}
