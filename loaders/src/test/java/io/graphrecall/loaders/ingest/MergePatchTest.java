package io.graphrecall.loaders.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class MergePatchTest {

    /** Most of them are test cases of RFC 7396, appendix A. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "{'a':'b'}; {'a':'c'}; {'a':'c'}",
        "{'a':'b','b':'c'}; {'a':null}; {'b':'c'}",
        "{'a':['b']}; {'a':'c'}; {'a':'c'}",
        "{'a':{'b':'c'}}; {'a':{'b':'d','c':null}}; {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]}; {'a':[1]}; {'a':[1]}",
        "{'e':null}; {'a':1}; {'e':null,'a':1}",
        "{'a':'foo'}; null; null",
        "[1,2]; {'a':'b','c':null}; {'a':'b'}",
        "{}; {'a':{'bb':{'ccc':null}}}; {'a':{'bb':{}}}"
    })
    void aPatchIsMerged(String target, String patch, String merged) {
        assertThat(MergePatch.merge(json(target), json(patch))).isEqualTo(json(merged));
    }

    @Test
    void aStoredTextThatIsNoReadableObjectIsNotLost() {
        String deep = "{'a':".repeat(600) + "1" + "}".repeat(600);
        for (String text : List.of("{draft}", deep)) {
            JsonNode stored = JsonNodeFactory.instance.objectNode().put("a", text.replace('\'', '"'));
            assertThatThrownBy(() -> MergePatch.merge(stored, json("{'a':{'b':1}}")))
                    .isInstanceOfSatisfying(RecallException.class, e -> assertThat(e.code()).isEqualTo(Code.CONFLICT))
                    .hasMessageContaining("set its field to null first");
        }
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"'));
    }
}
