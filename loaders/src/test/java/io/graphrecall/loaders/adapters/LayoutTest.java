package io.graphrecall.loaders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of public layouts in the data-set folder format. */
class LayoutTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void readsAtomicFilesOfRecBole() throws IOException {
        write("ml-100k.inter", """
                user_id:token	item_id:token	rating:float	timestamp:float
                196	242	3	881250949
                186	302	1	891717742.5
                186	303	5	1391040000000
                7		5	1
                """);
        write("ml-100k.item",
                """
                        item_id:token	movie_title:token_seq	release_year:token	class:token_seq	studio:token_seq	price:float
                        242	Kolya	1996	Comedy Drama	A One, B	9.5
                        302	"L.A. Confidential	1997	Film-Noir	\t
                        """
                        .replace("\\t", "\t"));
        write("ml-100k.user", """
                user_id:token	age:token	gender:token
                196	49	M
                """);

        assertThat(Layout.of(folder)).isEqualTo(Layout.RECBOLE);
        assertThat(records(RecordKind.EVENTS)).containsExactly(
                json("{'user_id':'196','action':'click','content_id':'242','timestamp':'1997-12-04T15:55:49Z'}"),
                json("{'user_id':'186','action':'click','content_id':'302','timestamp':'1998-04-04T19:22:22.500Z'}"),
                json("{'user_id':'186','action':'click','content_id':'303','timestamp':'2014-01-30T00:00:00Z'}"),
                json("'/item_id:token is missing'"));
        assertThat(records(RecordKind.CONTENTS)).containsExactly(
                json("{'content_id':'242','categories':[['Comedy'],['Drama']],'attributes':"
                        + "{'release_year':['1996'],'studio':['A One','B'],'price':['9.5']},'title':'Kolya'}"),
                json("{'content_id':'302','categories':[['Film-Noir']],'attributes':"
                        + "{'release_year':['1997']},'title':'\\\"L.A. Confidential'}"));
        assertThat(records(RecordKind.USERS)).containsExactly(
                json("{'user_id':'196','profile':{'age':'49','gender':'M'}}"));
        assertUsable(1);
    }

    @Test
    void aLabelOfRecBoleTellsClicksFromImpressionsAndTimesMayBeMissing() throws IOException {
        write("ads.inter", "user_id:token\titem_id:token\tlabel:float\n1\t2\t1\n1\t3\t0.0\n");

        assertThat(records(RecordKind.EVENTS)).extracting(event -> event.get("action").textValue())
                .containsExactly("click", "impression");
        assertUsable(0);
    }

    @Test
    void timesOfRecBoleInSmallSecondsAreReadOnce() throws IOException {
        write("ads.inter", "user_id:token\titem_id:token\ttimestamp:float\n1\t2\t200000\n1\t3\t20261.101\n");

        List<Instant> times = new ArrayList<>();
        DataSetFolder.open(folder).events(event -> times.add(event.at()));
        assertThat(times).containsExactly(Instant.ofEpochSecond(200_000), Instant.ofEpochMilli(20_261_101));
    }

    @Test
    void partsOfRecBoleAreReadInOrderOfTime() throws IOException {
        for (String part : List.of("train", "valid", "test", "part2", "part10")) {
            write("ads." + part + ".inter", "user_id:token\titem_id:token\nu\t" + part + "\n");
        }

        assertThat(records(RecordKind.EVENTS)).extracting(event -> event.get("content_id").textValue())
                .containsExactly("part2", "part10", "train", "valid", "test");
    }

    @Test
    void aGzippedFolderOfMovieLensIsNotAmbiguous() throws IOException {
        for (String name : List.of("ratings.csv.gz", "movies.csv.gz", "tags.csv.gz")) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(Layout.of(folder)).isEqualTo(Layout.MOVIELENS);
    }

    @Test
    void readsKuaiRec() throws IOException {
        write("big_matrix.csv", """
                user_id,video_id,play_duration,video_duration,time,date,timestamp,watch_ratio
                0,3649,13838,10867,2020-07-05 00:08:23.438,20200705,1593878903.438,1.273397
                0,9598,1366,10984,2020-07-05 00:13:41.297,20200705,1593879221.297,0.124363
                """);
        write("small_matrix.csv", "user_id,video_id,play_duration,video_duration,time,date,timestamp,watch_ratio\n");
        write("kuairec_caption_category.csv",
                """
                        video_id,manual_cover_text,caption,topic_tag,first_level_category_id,first_level_category_name,second_level_category_id,second_level_category_name,third_level_category_id,third_level_category_name
                        3649,UNKNOWN,"精神小伙路难走 #搞笑, 真的","[搞笑,快手]",8,颜值,673,颜值随拍,-124,UNKNOWN
                        9598,五爱街,,[],27,高新数码,-124,UNKNOWN,-124,UNKNOWN
                        """);
        write("item_categories.csv", "video_id,feat\n3649,\"[27, 9]\"\n");
        write("user_features.csv",
                "user_id,user_active_degree,is_lowactive_period\n0,high_active,0\n1,full_active,0\n");
        write("social_network.csv", "user_id,friend_list\n0,\"[3371, 2975]\"\n");

        assertThat(Layout.of(folder)).isEqualTo(Layout.KUAIREC);
        assertThat(records(RecordKind.EVENTS)).containsExactly(
                json("{'user_id':'0','action':'play','content_id':'3649','timestamp':'2020-07-04T16:08:23.438Z','dwell_ms':13838}"),
                json("{'user_id':'0','action':'skip','content_id':'9598','timestamp':'2020-07-04T16:13:41.297Z','dwell_ms':1366}"));
        assertThat(records(RecordKind.CONTENTS)).containsExactly(
                json("{'content_id':'3649','title':'精神小伙路难走 #搞笑, 真的','tags':['搞笑','快手'],"
                        + "'category':['颜值','颜值随拍']}"),
                json("{'content_id':'9598','title':'五爱街','tags':[],'category':['高新数码']}"));
        assertThat(records(RecordKind.USERS)).containsExactly(
                json("{'user_id':'0','profile':{'user_active_degree':'high_active','is_lowactive_period':'0'},"
                        + "'follows':['3371','2975']}"),
                json("{'user_id':'1','profile':{'user_active_degree':'full_active','is_lowactive_period':'0'},"
                        + "'follows':[]}"));
        assertUsable(0);
        Files.delete(folder.resolve("kuairec_caption_category.csv"));
        assertThat(records(RecordKind.CONTENTS)).containsExactly(
                json("{'content_id':'3649','categories':[['27'],['9']]}"));
    }

    @Test
    void readsKuaiRand() throws IOException {
        write("log_standard_4_08_to_4_21_pure.csv",
                """
                        user_id,video_id,date,hourmin,time_ms,is_click,is_like,is_follow,is_comment,is_forward,is_hate,long_view,play_time_ms,duration_ms,profile_stay_time,comment_stay_time,is_profile_enter,is_rand,tab
                        0,7,20220411,400,1649620800000,1,0,0,1,1,0,0,5190,10867,0,0,0,0,1
                        0,8,20220411,400,1649620801000,0,0,0,0,0,1,0,90,10867,0,0,0,0,1
                        """);
        write("video_features_basic_pure.csv",
                """
                        video_id,author_id,video_type,upload_dt,upload_type,visible_status,video_duration,server_width,server_height,music_id,music_type,tag
                        7,38,NORMAL,2022-04-06,ShortCamera,1.0,10867.0,720,1280,99,9.0,"12,65"
                        8,39,NORMAL,,,1.0,,720,1280,99,,
                        """);
        write("user_features_pure.csv", "user_id,user_active_degree,is_live_streamer\n0,full_active,0\n");

        assertThat(Layout.of(folder)).isEqualTo(Layout.KUAIRAND);
        String first = "'content_id':'7','timestamp':'2022-04-10T20:00:00Z','scene':'tab 1'";
        String second = "'content_id':'8','timestamp':'2022-04-10T20:00:01Z','scene':'tab 1'";
        assertThat(records(RecordKind.EVENTS)).containsExactly(
                json("{'user_id':'0','action':'impression'," + first + "}"),
                json("{'user_id':'0','action':'click'," + first + ",'dwell_ms':5190}"),
                json("{'user_id':'0','action':'comment'," + first + "}"),
                json("{'user_id':'0','action':'share'," + first + "}"),
                json("{'user_id':'0','action':'impression'," + second + "}"),
                json("{'user_id':'0','action':'dislike'," + second + "}"));
        assertThat(records(RecordKind.CONTENTS)).containsExactly(
                json("{'content_id':'7','author':'38','tags':['12','65'],'attributes':{'video_type':['NORMAL'],"
                        + "'upload_type':['ShortCamera'],'music_type':['9.0']},'published_at':'2022-04-06T00:00:00+08:00'}"),
                json("{'content_id':'8','author':'39','attributes':{'video_type':['NORMAL']}}"));
        assertUsable(0);
    }

    @Test
    void readsYelp() throws IOException {
        write("yelp_academic_dataset_review.json",
                """
                        {"review_id":"r1","user_id":"u1","business_id":"b1","stars":5.0,"useful":0,"text":"good","date":"2018-07-07 22:09:11"}
                        {"review_id":"r2","user_id":"u1","business_id":"b2","stars":3.0,"text":"fair","date":"2018-07-08 22:09:11"}
                        """);
        write("yelp_academic_dataset_tip.json",
                "{\"user_id\":\"u1\",\"business_id\":\"b1\",\"text\":\"go\",\"date\":\"2019-01-02 00:00:01\",\"compliment_count\":0}\n");
        write("yelp_academic_dataset_business.json",
                """
                        {"business_id":"b1","name":"Target","city":"Tucson","state":"AZ","stars":3.5,"review_count":22,"is_open":0,"attributes":{"WiFi":"u'no'"},"categories":"Department Stores, Beer, Wine & Spirits,Books, Mags, Music & Video, , Wine ","hours":null}
                        {"business_id":"b2","name":"Cafe","city":"Tampa","state":"FL","categories":null}
                        """);
        write("yelp_academic_dataset_user.json",
                "{\"user_id\":\"u1\",\"name\":\"W\",\"yelping_since\":\"2007-01-25 16:47:26\",\"friends\":\"u2, u3\"}\n");

        assertThat(Layout.of(folder)).isEqualTo(Layout.YELP);
        assertThat(records(RecordKind.EVENTS)).containsExactly(
                json("{'user_id':'u1','action':'like','content_id':'b1','timestamp':'2018-07-07T22:09:11Z'}"),
                json("{'user_id':'u1','action':'click','content_id':'b2','timestamp':'2018-07-08T22:09:11Z'}"),
                json("{'user_id':'u1','action':'comment','content_id':'b1','timestamp':'2019-01-02T00:00:01Z'}"));
        assertThat(records(RecordKind.CONTENTS)).containsExactly(
                json("{'content_id':'b1','title':'Target','categories':[['Department Stores'],['Beer, Wine & Spirits'],"
                        + "['Books, Mags, Music & Video'],['Wine']],"
                        + "'attributes':{'city':['Tucson'],'state':['AZ']}}"),
                json("{'content_id':'b2','title':'Cafe','categories':[],'attributes':{'city':['Tampa'],'state':['FL']}}"));
        assertThat(records(RecordKind.USERS)).containsExactly(
                json("{'user_id':'u1','profile':{'yelping_since':'2007-01-25 16:47:26'},'follows':['u2','u3']}"));
        assertUsable(0);
    }

    @Test
    void anAuxiliaryFileThatCannotBeReadIsAnError() throws IOException {
        write("small_matrix.csv", "user_id,video_id,play_duration,watch_ratio,timestamp\n");
        write("user_features.csv", "user_id\n7\n");
        write("social_network.csv", "user_id,friends\n7,[8]\n");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> records(RecordKind.USERS))
                .withMessage("social_network.csv line 1 is a header without column 'friend_list'; found columns "
                        + "'user_id', 'friends'; the layout has fixed names, so rename the columns in the file; the file is "
                        + "skipped");
        write("social_network.csv", "user_id,friend_list\n7,[8]\n7,[9],10\n");
        assertThat(records(RecordKind.USERS)).containsExactly(
                json("{'user_id':'7','profile':{},'follows':['8']}"));
    }

    /** Asserts the number of rejected records of the folder. */
    @Test
    void aLogOfKuaiSarWithoutTimesIsSkippedAtItsHeader() throws IOException {
        write("src_inter.csv", "user_id,search_session_id,keyword,search_session_time,item_id\n"
                + "1,9,[5],1684763932919,10\n".repeat(3));
        assertThat(records(RecordKind.EVENTS)).singleElement().asString()
                .contains("is a header without column 'search_session_timestamp'");
    }

    private void assertUsable(int rejected) {
        assertThat(DataSetLoader.check(DataSetFolder.open(folder), 5, Progress.NONE).summary().deadLetters())
                .isEqualTo(rejected);
    }

    private List<JsonNode> records(RecordKind kind) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (RecordSource source : Layout.of(folder).sources(folder, new ColumnMapping(Map.of()))
                .getOrDefault(kind, List.of())) {
            try (RecordReader in = source.open()) {
                for (RawRecord record = in.next(); record != null; record = in.next()) {
                    records.add(record.error() == null
                            ? JSON.readTree(record.json().toString())
                            : JSON.valueToTree(record.error()));
                }
            }
        }
        return records;
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
