package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The bills of materials that the build writes for what is delivered. */
class BillOfMaterialsIT {

    @Test
    void eachDeliveredLibraryIsListedWithItsLicence() throws IOException {
        Map<String, JsonNode> libraries = components("cli");
        assertThat(libraries).containsKeys("neo4j-java-driver", "hazelcast", "vertx-core", "pytorch-jni")
                .doesNotContainKeys("junit-jupiter", "neo4j");
        assertThat(libraries.values())
                .filteredOn(library -> !library.path("group").asText().equals("io.graphrecall"))
                .allSatisfy(library -> assertThat(library.path("licenses")).as(library.toString()).isNotEmpty());
    }

    @Test
    void theBundleOfTheConsoleAndTheLocalGraphHaveTheirOwn() throws IOException {
        assertThat(components("console")).containsKeys("preact", "uplot");
        assertThat(components("neo4j-local")).containsKey("neo4j");
    }

    private static Map<String, JsonNode> components(String module) throws IOException {
        Map<String, JsonNode> byName = new TreeMap<>();
        for (JsonNode component : new JsonMapper()
                .readTree(Path.of("..", module, "target", "bom.json").toFile()).path("components")) {
            byName.put(component.path("name").asText(), component);
        }
        return byName;
    }
}
