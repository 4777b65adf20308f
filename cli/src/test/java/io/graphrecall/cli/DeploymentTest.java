package io.graphrecall.cli;

import static io.graphrecall.cli.DeploymentFiles.ROOT;
import static io.graphrecall.cli.DeploymentFiles.at;
import static io.graphrecall.cli.DeploymentFiles.firstLines;
import static io.graphrecall.cli.DeploymentFiles.operation;
import static io.graphrecall.cli.DeploymentFiles.pomElement;
import static io.graphrecall.cli.DeploymentFiles.strings;
import static io.graphrecall.cli.DeploymentFiles.text;
import static io.graphrecall.cli.DeploymentFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the Compose files and the files of monitoring/ against the program. Needs no container engine. */
@SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
class DeploymentTest {

    private static final Map<String, String> SECRETS = Map.of("NEO4J_PASSWORD", "neo4j-secret", "RECALL_API_KEY",
            "full-secret", "RECALL_READ_ONLY_KEY", "look-secret", "GRAFANA_PASSWORD", "grafana-secret");
    private static final Pattern SECRET = Pattern.compile("\\$\\{(\\w+):\\?}");
    private static final String HTTP_PORT = "8080";
    private static final String CLUSTER_PORT = "5701";

    private static Map<String, Object> compose = Map.of();

    @BeforeAll
    static void read() throws IOException {
        compose = yaml(text("docker-compose.yml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member-1", "member-2"})
    @Timeout(60)
    void theProgramAcceptsTheSettingsOfAMember(String name, @TempDir Path home) throws IOException {
        Map<String, String> environment = environment(name);
        assertThat(environment.keySet()).allMatch(
                variable -> variable.startsWith("CONFIG_FORCE_recall_") || variable.equals("NEO4J_PASSWORD"));
        List<String> arguments = new ArrayList<>(List.of("--home", home.toString()));
        arguments.addAll(arguments(name));

        assertThat(firstLines(6, arguments, environment)).containsExactlyInAnyOrder(
                "recall.http.host = \"0.0.0.0\"",
                "recall.http.api-keys = [\"***\"]",
                "recall.http.read-only-api-keys = [\"***\"]",
                "recall.cluster.host = \"" + name + "\"",
                "recall.cluster.members = [\"member-1:5701\",\"member-2:5701\"]",
                "recall.cluster.trusted-network = true");
    }

    @Test
    @Timeout(60)
    void theProgramAcceptsTheTopicOfTheBroker(@TempDir Path home) throws IOException {
        Map<String, Map<String, Object>> added = at(yaml(text("docker-compose.kafka.yml")), "services");
        Map<String, Object> broker = at(added, "kafka");
        Map<String, String> topic = at(at(added, "member-1"), "environment");
        String address = at(topic, "CONFIG_FORCE_recall_kafka_bootstrap__servers");
        assertThat(added).containsOnlyKeys("kafka", "member-1", "member-2");
        assertThat(added.get("member-2")).isEqualTo(added.get("member-1"));
        assertThat(broker).containsEntry("image", "apache/kafka:" + pomElement("kafka.version"));
        assertThat(DeploymentFiles.<Map<String, Object>>at(broker, "environment"))
                .containsEntry("KAFKA_ADVERTISED_LISTENERS", "INTERNAL://" + address + ",HOST://127.0.0.1:9094");
        assertThat(strings(broker, "ports")).containsExactly("127.0.0.1:9094:9094");
        Map<String, String> environment = environment("member-1");
        environment.putAll(topic);
        List<String> arguments = new ArrayList<>(List.of("--home", home.toString()));
        arguments.addAll(arguments("member-1"));

        assertThat(firstLines(8, arguments, environment)).contains(
                "recall.kafka.topic = \"behaviour\"", "recall.kafka.bootstrap-servers = \"" + address + "\"");
    }

    @Test
    void membersReachTheGraphAndEachOther() throws IOException {
        for (String name : List.of("member-1", "member-2")) {
            Map<String, Object> member = service(name);
            assertThat(environment(name)).containsEntry("CONFIG_FORCE_recall_cluster_host", name);
            assertThat(strings(member, "ports")).singleElement().asString().startsWith("127.0.0.1:")
                    .endsWith(":" + HTTP_PORT);
            Map<String, Object> before = at(member, "depends_on");
            assertThat(before).containsOnlyKeys("neo4j");
            assertThat(arguments(name)).contains("bolt://neo4j:7687");
        }
        environment("member-1").forEach((variable, value) -> {
            if (variable.contains("cluster_members")) {
                assertThat(services()).containsKey(value.replace(":" + CLUSTER_PORT, ""));
            }
        });
        assertThat(text("service/src/main/resources/reference.conf")).contains("    port = " + HTTP_PORT + "\n",
                "    port = " + CLUSTER_PORT + "\n");
    }

    @Test
    void healthChecksAndMetricsUseExistingOperations() throws IOException {
        for (String name : List.of("member-1", "member-2")) {
            Matcher get = Pattern.compile("/dev/tcp/127.0.0.1/" + HTTP_PORT + "; .*GET (\\S+) ")
                    .matcher(healthCheck(name).getLast());
            assertThat(get.find()).isTrue();
            assertThat(operation(get.group(1))).as("health check needs no key").containsKey("security");
        }
        List<Map<String, Object>> jobs = at(yaml(text("monitoring/prometheus.yml")), "scrape_configs");
        Map<String, Object> job = jobs.getFirst();
        assertThat(operation(at(job, "metrics_path"))).doesNotContainKey("security");
        List<Map<String, Object>> targets = at(job, "static_configs");
        assertThat(strings(targets.getFirst(), "targets")).containsExactly("member-1:" + HTTP_PORT,
                "member-2:" + HTTP_PORT);
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1"})
    @Timeout(60)
    void theHealthCheckSucceedsIfTheServiceDoes(int status, int exitCode) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/healthz", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            List<String> check = new ArrayList<>(healthCheck("member-1"));
            check.replaceAll(word -> word.replace("/" + HTTP_PORT + ";", "/" + server.getAddress().getPort() + ";"));
            assertThat(new ProcessBuilder(check).inheritIO().start().waitFor()).isEqualTo(exitCode);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void prometheusUsesTheReadOnlyKey() throws IOException {
        Map<String, Map<String, Object>> secrets = at(compose, "secrets");
        String name = strings(service("prometheus"), "secrets").getFirst();
        String variable = at(at(secrets, name), "environment");
        assertThat(environment("member-1")).containsEntry(
                "CONFIG_FORCE_recall_http_read__only__api__keys_0", at(SECRETS, variable));
        assertThat(text("monitoring/prometheus.yml")).contains("credentials_file: /run/secrets/" + name + "\n");
    }

    @Test
    void everyAlertNamesAPageThatExists() throws IOException {
        List<Map<String, Object>> groups = at(yaml(text("monitoring/alerts.yml")), "groups");
        List<Map<String, Object>> alerts = at(groups.getFirst(), "rules");
        assertThat(alerts).hasSizeGreaterThan(10);
        for (Map<String, Object> alert : alerts) {
            Map<String, String> notes = at(alert, "annotations");
            String link = at(notes, "page");
            String[] page = link.split("#", 2);
            assertThat(text(page[0]).lines().filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-')))
                    .as("%s", alert).contains(page[1]);
        }
        assertThat(strings(yaml(text("monitoring/prometheus.yml")), "rule_files")).containsExactly("alerts.yml");
    }

    @Test
    void grafanaFindsTheDashboardAndPrometheus() throws IOException {
        List<Map<String, Object>> sources = at(yaml(text("monitoring/grafana/datasources.yml")), "datasources");
        String url = at(sources.getFirst(), "url");
        assertThat(strings(service("prometheus"), "ports")).first().asString()
                .endsWith(url.substring(url.lastIndexOf(':')));
        List<Map<String, Object>> providers = at(yaml(text("monitoring/grafana/dashboards.yml")), "providers");
        String folder = at(at(providers.getFirst(), "options"), "path");
        assertThat(strings(service("grafana"), "volumes"))
                .contains("./monitoring/grafana/graph-recall.json:" + folder + "/graph-recall.json:ro");
        Map<String, Object> dashboard = yaml(text("monitoring/grafana/graph-recall.json"));
        List<Map<String, Object>> panels = at(dashboard, "panels");
        assertThat(panels).filteredOn(panel -> !"row".equals(panel.get("type"))).hasSizeGreaterThan(10)
                .allSatisfy(panel -> assertThat((Map<String, Object>) panel.get("datasource"))
                        .containsEntry("uid", sources.getFirst().get("uid")));
    }

    @Test
    void persistentFoldersHaveVolumes() throws IOException {
        Set<String> used = new HashSet<>();
        for (Map<String, Object> service : services().values()) {
            for (String mount : strings(service, "volumes")) {
                String source = mount.substring(0, mount.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(ROOT.resolve(source)).isRegularFile();
                } else {
                    assertThat(used.add(source)).as("volume %s is used once", source).isTrue();
                }
            }
        }
        Map<String, Object> declared = at(compose, "volumes");
        assertThat(declared.keySet()).isEqualTo(used);
        assertThat(strings(service("member-1"), "volumes"))
                .containsExactly("member-1:" + pomElement("cli/pom.xml", "volumes"));
    }

    @Test
    void theImagesAreThoseOfTheBuild() throws IOException {
        assertThat(service("neo4j")).containsEntry("image", "neo4j:" + pomElement("neo4j.version") + "-community");
        assertThat(service("member-1")).containsEntry("image", pomElement("cli/pom.xml", "image"))
                .containsEntry("pull_policy", "never");
    }

    @Test
    void theGracePeriodExceedsTheShutdownTimeout() {
        String grace = at(service("member-1"), "stop_grace_period");
        assertThat(Long.parseLong(grace.replace("s", ""))).isGreaterThan(Interruption.SHUTDOWN_TIMEOUT.toSeconds());
    }

    private static Map<String, Map<String, Object>> services() {
        return at(compose, "services");
    }

    private static Map<String, Object> service(String name) {
        return at(services(), name);
    }

    private static List<String> arguments(String member) {
        return strings(service(member), "command");
    }

    /** Returns the environment with all secrets set. Fails for an unknown secret. */
    private static Map<String, String> environment(String member) {
        Map<String, String> written = at(service(member), "environment");
        Map<String, String> environment = new TreeMap<>();
        written.forEach((variable, value) -> environment.put(
                variable, SECRET.matcher(value).replaceAll(secret -> at(SECRETS, secret.group(1)))));
        return environment;
    }

    /** Returns the command of a health check. */
    private static List<String> healthCheck(String member) {
        List<String> test = strings(at(service(member), "healthcheck"), "test");
        assertThat(test).startsWith("CMD");
        return test.subList(1, test.size());
    }
}
