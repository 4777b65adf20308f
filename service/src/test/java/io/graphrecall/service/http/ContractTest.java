package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class ContractTest {

    /** In braces, YAML reads the part of a text after a comma as a key without a value. */
    @Test
    void everyKeyHasAValue() throws IOException {
        assertThat(keysWithoutValue("", new YAMLMapper().readTree(Contract.text().getBytes()))).isEmpty();
    }

    private static List<String> keysWithoutValue(String pointer, JsonNode node) {
        List<String> keys = new ArrayList<>();
        if (node.isNull()) {
            keys.add(pointer);
        }
        node.properties().stream().filter(field -> !field.getKey().equals("example")).forEach(
                field -> keys.addAll(keysWithoutValue(pointer + "/" + field.getKey(), field.getValue())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            keys.addAll(keysWithoutValue(pointer + "/" + i, node.get(i)));
        }
        return keys;
    }
}
