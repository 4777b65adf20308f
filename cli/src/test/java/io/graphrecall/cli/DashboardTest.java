package io.graphrecall.cli;

import static io.graphrecall.cli.DeploymentFiles.at;
import static io.graphrecall.cli.DeploymentFiles.text;
import static io.graphrecall.cli.DeploymentFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.graphrecall.evaluation.feedback.Preference;
import jdk.jshell.JShell;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks the Grafana dashboard against the types of Grafana and the formulas of the program. Needs no Grafana. */
@SuppressWarnings("unchecked")
class DashboardTest {

    private static final String DASHBOARD = "monitoring/grafana/graph-recall.json";
    private static final String SCHEMA = "cli/src/test/grafana/";
    private static final String CUSTOM = "custom.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode definitions = JSON.nullNode();

    @BeforeAll
    static void read() throws IOException {
        definitions = JSON.readTree(text(SCHEMA + "dashboard.schema.json")).get("definitions");
    }

    @Test
    void theDashboardHasTheTypesOfGrafana() throws IOException {
        assertThat(faults(text(DASHBOARD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "schemaVersion"             | "schemaVerson"             | schemaVerson
            "gridPos"                   | "gridPosition"             | gridPosition
            "decimals": 1               | "decimals": "1"            | decimals
            "colorMode": "value"        | "colorMode": "values"      | colorMode
            "displayMode": "list"       | "displayMode": "lists"     | displayMode
            "reduceOptions"             | "reducedOptions"           | reducedOptions
            "legendFormat"              | "legendFormt"              | legendFormt
            "custom.cellOptions"        | "custom.cellOption"        | cellOption
            "color-background"          | "colour-background"        | cellOptions
            "mode": "absolute"          | "mode": "absolut"          | mode
            """)
    void theSchemaRefusesAnUnknownFieldAndAWrongValue(String written, String wrong, String fault) throws IOException {
        String dashboard = text(DASHBOARD);
        assertThat(dashboard).contains(written);

        assertThat(faults(dashboard.replace(written, wrong))).anySatisfy(
                message -> assertThat(message).contains(fault));
    }

    @Test
    void theSchemaHasTheVersionOfTheImage() throws IOException {
        Map<String, Map<String, Object>> services = at(yaml(text("docker-compose.yml")), "services");
        assertThat(services.get("grafana")).containsEntry("image", "grafana/grafana:"
                + JSON.readTree(text(SCHEMA + "package.json")).at("/devDependencies/@grafana~1schema").textValue());
    }

    /** Returns the violations of Grafana's types: of the dashboard, and of queries, options and fields of its panels. */
    private static List<String> faults(String text) throws JsonProcessingException {
        JsonNode dashboard = JSON.readTree(text);
        List<String> faults = new ArrayList<>(faults("Dashboard", dashboard));
        for (JsonNode panel : dashboard.findParents("targets")) {
            String type = panel.get("type").textValue();
            String custom = type + "/properties/custom";
            panel.get("targets").forEach(query -> faults.addAll(faults("PrometheusQuery", query)));
            faults.addAll(faults(type + "/properties/options", panel.get("options")));
            panel.at("/fieldConfig/defaults").findValues("custom").forEach(
                    fields -> faults.addAll(faults(custom, fields)));
            for (JsonNode property : panel.at("/fieldConfig/overrides").findParents("value")) {
                String id = property.get("id").textValue();
                JsonNode fields = JSON.createObjectNode().set(id.replace(CUSTOM, ""), property.get("value"));
                faults.addAll(faults(id.startsWith(CUSTOM) ? custom : "FieldConfig", fields));
            }
        }
        return faults;
    }

    private static List<String> faults(String type, JsonNode value) {
        ObjectNode schema = JSON.createObjectNode().put("$ref", "#/definitions/" + type);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(schema.set("definitions", definitions))
                .validate(value).stream().map(Object::toString).toList();
    }

    @Test
    void theDashboardHasTheIntervalOfTheSequentialTest() throws IOException {
        List<Map<String, Object>> panels = at(yaml(text(DASHBOARD)), "panels");
        List<String> queries = panels.stream().filter(panel -> "Preference".equals(panel.get("title")))
                .flatMap(panel -> ((List<Map<String, Object>>) panel.get("targets")).stream())
                .map(target -> (String) target.get("expr")).toList();
        Map<Integer, Integer> creditedOfClicks = Map.of(30, 20, 300, 240, 5_000, 2_550, 10_000, 5_300);
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            creditedOfClicks.forEach((clicks, credited) -> {
                List<Double> columns = queries.stream().map(query -> asJava(query, clicks, credited))
                        .map(formula -> Double.valueOf(shell.eval(formula).getFirst().value())).toList();

                Preference preference = Preference.of("feed-b", usersWithOneClick(clicks, credited));
                assertThat(columns).usingElementComparator((a, b) -> Math.abs(a - b) < 1e-4 ? 0 : Double.compare(a, b))
                        .containsExactly((double) credited, preference.share(), preference.low(), preference.high());
            });
        }
    }

    /** Returns a query of Prometheus as a formula in Java, with the clicks of both scenes and those of one. */
    private static String asJava(String query, int clicks, int credited) {
        return query.replaceAll("sum by \\(scene, variant, team\\) \\(increase\\([^)]*\\)\\)", credited + ".0")
                .replaceAll("sum by \\(scene, variant\\) \\(increase\\([^)]*\\)\\)", clicks + ".0")
                .replace("ignoring(team) group_left ", "").replace("sqrt(", "Math.sqrt(").replace("ln(", "Math.log(")
                .replace("clamp_min(", "Math.max(").replace("clamp_max(", "Math.min(");
    }

    private static List<Preference.User> usersWithOneClick(int clicks, int credited) {
        return IntStream.range(0, clicks).mapToObj(click -> {
            Preference.User user = new Preference.User();
            user.add(click < credited);
            return user;
        }).toList();
    }
}
