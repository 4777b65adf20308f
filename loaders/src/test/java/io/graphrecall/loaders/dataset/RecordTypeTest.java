package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.schema.DataSet;
import org.junit.jupiter.api.Test;

import java.time.Clock;

class RecordTypeTest {

    @Test
    void reportsFieldsThatAreNotKept() {
        assertThat(RecordType.TAGS.unknownFields(json("{'tag':'a','colour':1}"))).containsExactly("colour");
        assertThat(RecordType.CATEGORIES.unknownFields(json("{'category':['A'],'icon':'x'}"))).containsExactly("icon");
        assertThat(RecordType.VECTORS.unknownFields(json("{'content_id':'c','vectors':{},'model':'m'}")))
                .containsExactly("model");
        assertThat(RecordType.events(Clock.systemUTC(), DataSet.Timestamps.REAL)
                .unknownFields(
                        json("{'user_id':'u','rating':5,'device':{'os':'ios','screens':[{'width':1}]},'page':{}}")))
                .containsExactly("rating", "device.os", "device.screens.width", "page");
        assertThat(RecordType.CONTENTS.unknownFields(json("{'content_id':'c','kept':1}"))).isEmpty();
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"'));
    }
}
