package io.graphrecall.cli;

import static io.graphrecall.cli.DeploymentFiles.ROOT;
import static io.graphrecall.cli.DeploymentFiles.at;
import static io.graphrecall.cli.DeploymentFiles.documents;
import static io.graphrecall.cli.DeploymentFiles.firstLines;
import static io.graphrecall.cli.DeploymentFiles.operation;
import static io.graphrecall.cli.DeploymentFiles.pomElement;
import static io.graphrecall.cli.DeploymentFiles.strings;
import static io.graphrecall.cli.DeploymentFiles.text;
import static io.graphrecall.cli.DeploymentFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1Volume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks the manifests of deploy/kubernetes against the schemas of Kubernetes, each other and the program. Needs no
 * cluster.
 */
class KubernetesTest {

    private static final String FOLDER = "deploy/kubernetes/";
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String KUSTOMIZATION = "kustomization.yaml";
    private static final Map<String, Class<?>> MODELS = Map.of(
            "v1 Service", V1Service.class,
            "apps/v1 StatefulSet", V1StatefulSet.class,
            "batch/v1 CronJob", V1CronJob.class,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String POD_IP = "127.0.0.2";
    private static final int HTTP_PORT = 8080;
    private static final int CLUSTER_PORT = 5701;
    private static final int BOLT_PORT = 7687;

    private static final Map<String, Object> OBJECTS = new TreeMap<>();

    private static V1StatefulSet members = new V1StatefulSet();
    private static V1StatefulSet neo4j = new V1StatefulSet();
    private static V1CronJob build = new V1CronJob();

    @BeforeAll
    static void read() throws IOException {
        for (String file : strings(documents(FOLDER + KUSTOMIZATION).getFirst(), "resources")) {
            for (Map<String, Object> document : documents(FOLDER + file)) {
                Map<String, Object> metadata = at(document, "metadata");
                assertThat(OBJECTS.put(at(document, "kind") + " " + at(metadata, "name"),
                        parsed(MAPPER.valueToTree(document)))).isNull();
            }
        }
        members = object("StatefulSet graph-recall", V1StatefulSet.class);
        neo4j = object("StatefulSet neo4j", V1StatefulSet.class);
        build = object("CronJob build", V1CronJob.class);
    }

    @Test
    void theKustomizationNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(FOLDER))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> !file.equals(KUSTOMIZATION)))
                    .containsExactlyInAnyOrderElementsOf(
                            strings(documents(FOLDER + KUSTOMIZATION).getFirst(), "resources"));
        }
        assertThat(OBJECTS).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "image":               | "imaeg":           | imaeg
            4Gi                    | 4GB                | suffix
            "--warm-start"         | true               | /args/1
            "backoffLimit":2       | "backoffLimit":"2" | /backoffLimit
            "name":"build","image" | "image"            | name
            "schedule":            | "timetable":       | timetable
            """)
    void theSchemasRefuseAnUnknownFieldAWrongTypeAndAMissingField(String written, String wrong, String fault)
            throws IOException {
        String json = MAPPER.writeValueAsString(documents(FOLDER + "build.yaml").getFirst());
        assertThat(json).contains(written);

        assertThatThrownBy(() -> parsed(MAPPER.readTree(json.replace(written, wrong))))
                .hasMessageContaining(fault);
    }

    @Test
    @Timeout(60)
    void theProgramAcceptsTheSettingsOfAMember(@TempDir Path home) throws IOException {
        V1Container member = container(members.getSpec().getTemplate());
        Map<String, String> environment = environment(member);
        assertThat(environment.keySet()).allMatch(
                variable -> variable.startsWith("CONFIG_FORCE_recall_") || variable.equals("NEO4J_PASSWORD"));
        List<String> arguments = new ArrayList<>(List.of("--home", home.toString()));
        arguments.addAll(member.getArgs());

        assertThat(firstLines(6, arguments, environment)).containsExactlyInAnyOrder(
                "recall.http.host = \"0.0.0.0\"",
                "recall.http.api-keys = [\"***\"]",
                "recall.http.read-only-api-keys = [\"***\"]",
                "recall.cluster.host = \"" + POD_IP + "\"",
                "recall.cluster.members = [" + String.join(",", memberNames()) + "]",
                "recall.cluster.trusted-network = true");
    }

    @Test
    void theProgramAcceptsTheArgumentsOfTheBuild() {
        V1Container job = container(build.getSpec().getJobTemplate().getSpec().getTemplate());

        assertThat(
                Recall.commandLine().parseArgs(job.getArgs().toArray(String[]::new)).subcommand().commandSpec().name())
                .isEqualTo("build");
        assertThat(environment(job)).containsOnlyKeys("NEO4J_PASSWORD");
    }

    @Test
    void membersFindEachOtherByTheHeadlessService() throws IOException {
        V1Service service = object("Service graph-recall-members", V1Service.class);
        assertThat(members.getSpec().getServiceName()).isEqualTo(service.getMetadata().getName());
        assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
        assertThat(ports(members)).isEqualTo(Map.of("http", HTTP_PORT, "cluster", CLUSTER_PORT));
        assertThat(text("service/src/main/resources/reference.conf")).contains("    port = " + HTTP_PORT + "\n",
                "    port = " + CLUSTER_PORT + "\n");
    }

    @Test
    void membersAndBuildReachTheGraph() {
        V1Service service = object("Service neo4j", V1Service.class);
        assertThat(ports(neo4j)).isEqualTo(Map.of("bolt", BOLT_PORT));
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getPort()).isEqualTo(BOLT_PORT);
            assertThat(port.getTargetPort().getStrValue()).isEqualTo("bolt");
        });
        for (V1PodTemplateSpec pod : List.of(members.getSpec().getTemplate(),
                build.getSpec().getJobTemplate().getSpec().getTemplate())) {
            assertThat(container(pod).getArgs()).contains("bolt://neo4j:" + BOLT_PORT);
            assertThat(environment(container(pod))).containsEntry("NEO4J_PASSWORD", "secret neo4j-password");
        }
        assertThat(environment(container(neo4j.getSpec().getTemplate())))
                .containsEntry("GRAPH_PASSWORD", "secret neo4j-password")
                .containsEntry("NEO4J_AUTH", "neo4j/$(GRAPH_PASSWORD)");
    }

    @Test
    void selectorsMatchTheLabelsOfTheirPods() {
        for (V1StatefulSet set : List.of(members, neo4j)) {
            assertThat(matches(set.getSpec().getSelector(), set.getSpec().getTemplate())).isTrue();
        }
        assertThat(OBJECTS.values()).filteredOn(V1Service.class::isInstance).hasSize(3).allSatisfy(service -> {
            Map<String, String> selector = ((V1Service) service).getSpec().getSelector();
            assertThat(pods().filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet())))
                    .hasSize(1);
        });
        assertThat(matches(object("PodDisruptionBudget graph-recall", V1PodDisruptionBudget.class).getSpec()
                .getSelector(), members.getSpec().getTemplate())).isTrue();
    }

    @Test
    void onlyMembersReachTheClusterPortAndOnlyMembersAndBuildReachTheGraph() {
        assertThat(sources(members.getSpec().getTemplate(), "cluster")).containsExactly("member");
        assertThat(sources(neo4j.getSpec().getTemplate(), "bolt")).containsExactly("member", "build");
        V1NetworkPolicy closed = object("NetworkPolicy build", V1NetworkPolicy.class);
        assertThat(matches(closed.getSpec().getPodSelector(),
                build.getSpec().getJobTemplate().getSpec().getTemplate())).isTrue();
        assertThat(closed.getSpec().getPolicyTypes()).containsExactly("Ingress");
        assertThat(closed.getSpec().getIngress()).isNullOrEmpty();
    }

    @Test
    void probesUseOperationsWithoutAKey() throws IOException {
        V1Container member = container(members.getSpec().getTemplate());
        assertThat(member.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        for (V1Probe probe : List.of(member.getStartupProbe(), member.getReadinessProbe(), member.getLivenessProbe())) {
            assertThat(probe.getHttpGet().getPort().getStrValue()).isEqualTo("http");
            assertThat(operation(probe.getHttpGet().getPath())).as("needs no key").containsKey("security");
        }
    }

    @Test
    void thePatchesOfTheDocumentApply() throws IOException {
        JsonNode manifest = MAPPER.valueToTree(documents(FOLDER + "members.yaml").stream()
                .filter(document -> document.get("kind").equals("StatefulSet")).findFirst().orElseThrow());
        YAML_BLOCK.matcher(text("docs/how-to/run-on-kubernetes.md")).results().map(block -> block.group(1))
                .filter(block -> block.contains("patches:"))
                .forEach(block -> DeploymentFiles.<List<Map<String, String>>>at(yaml(block), "patches")
                        .forEach(patch -> apply(at(patch, "patch"), manifest)));
        V1StatefulSet patched = (V1StatefulSet) parsed(manifest);

        V1Container member = container(patched.getSpec().getTemplate());
        assertThat(Stream.of(member.getStartupProbe(), member.getReadinessProbe(), member.getLivenessProbe()))
                .extracting(probe -> probe.getHttpGet().getScheme()).containsOnly("HTTPS");
        assertThat(environment(member)).containsEntry("CONFIG_FORCE_recall_http_tls_certificate", "/etc/recall/tls.crt")
                .containsEntry("CONFIG_FORCE_recall_http_tls_key", "/etc/recall/tls.key")
                .containsKey("CONFIG_FORCE_recall_cluster_members_3");
        assertThat(text("service/src/main/resources/reference.conf")).containsPattern(
                "(?s)\\n    tls \\{[^}]*\\n      certificate = [^}]*\\n      key = ");
        assertThat(member.getVolumeMounts()).extracting(mount -> mount.getName() + " " + mount.getMountPath())
                .contains("tls /etc/recall");
        assertThat(patched.getSpec().getTemplate().getSpec().getVolumes()).extracting(V1Volume::getName)
                .contains("tls");
        assertThat(member.getResources().getLimits().get("memory").toSuffixedString()).isEqualTo("6Gi");
    }

    /** Applies a JSON patch (RFC 6902) that adds and replaces values. */
    private static void apply(String patch, JsonNode manifest) {
        for (Map<String, Object> operation : DeploymentFiles.<List<Map<String, Object>>>at(
                yaml("operations:\n" + patch), "operations")) {
            JsonPointer path = JsonPointer.compile(at(operation, "path"));
            String name = path.last().getMatchingProperty();
            JsonNode value = MAPPER.valueToTree(at(operation, "value"));
            if (manifest.at(path.head()) instanceof ArrayNode list) {
                assertThat(operation.get("op") + " " + name).isEqualTo("add -");
                list.add(value);
            } else {
                ObjectNode parent = (ObjectNode) manifest.at(path.head());
                assertThat(operation.get("op")).as("%s", path).isEqualTo(parent.has(name) ? "replace" : "add");
                parent.set(name, value);
            }
        }
    }

    @Test
    void theContainersHaveTheUserAndTheHomeOfTheImage() throws IOException {
        String user = pomElement("cli/pom.xml", "user").split(":")[0];
        String home = pomElement("cli/pom.xml", "volumes");
        for (V1PodTemplateSpec pod : List.of(members.getSpec().getTemplate(),
                build.getSpec().getJobTemplate().getSpec().getTemplate())) {
            assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).hasToString(user);
            assertThat(pod.getSpec().getSecurityContext().getFsGroup()).hasToString(user);
            assertThat(container(pod).getVolumeMounts())
                    .extracting(mount -> mount.getName() + " " + mount.getMountPath())
                    .containsExactly("home " + home, "tmp /tmp");
            assertThat(container(pod).getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        }
        assertThat(pods().map(V1PodTemplateSpec::getSpec)).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers().getFirst().getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
            assertThat(pod.getContainers().getFirst().getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(pod.getContainers().getFirst().getResources().getLimits()).containsKey("memory");
        });
        assertThat(container(neo4j.getSpec().getTemplate()).getImage())
                .isEqualTo("neo4j:" + pomElement("neo4j.version") + "-community");
    }

    @Test
    void theBuildUsesTheHomeOfTheFirstMember() {
        V1PodSpec job = build.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
        String first = members.getMetadata().getName() + "-0";
        String volume = members.getSpec().getVolumeClaimTemplates().getFirst().getMetadata().getName();

        assertThat(job.getVolumes()).filteredOn(used -> used.getName().equals(volume)).singleElement()
                .satisfies(used -> assertThat(used.getPersistentVolumeClaim().getClaimName())
                        .isEqualTo(volume + "-" + first));
        assertThat(job.getAffinity().getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
                .singleElement().satisfies(near -> assertThat(near.getLabelSelector().getMatchLabels())
                        .containsEntry("statefulset.kubernetes.io/pod-name", first));
    }

    @Test
    void theGracePeriodExceedsThePauseAndTheShutdown() {
        V1PodSpec member = members.getSpec().getTemplate().getSpec();
        List<String> pause = member.getContainers().getFirst().getLifecycle().getPreStop().getExec().getCommand();
        assertThat(pause).startsWith("sleep");
        assertThat(member.getTerminationGracePeriodSeconds())
                .isGreaterThan(Long.parseLong(pause.getLast()) + Interruption.SHUTDOWN_TIMEOUT.toSeconds());
    }

    /** Returns the names of all members in the headless service, quoted. */
    private static List<String> memberNames() {
        return IntStream.range(0, members.getSpec().getReplicas())
                .mapToObj(member -> "\"" + members.getMetadata().getName()
                        + "-" + member + "." + members.getSpec().getServiceName() + ":" + CLUSTER_PORT + "\"")
                .toList();
    }

    /** Returns the object of a manifest. Gson converts numbers and strings into each other, Kubernetes does not. */
    private static Object parsed(JsonNode manifest) throws IOException {
        Object parsed = JSON.deserialize(manifest.toString(),
                at(MODELS, manifest.get("apiVersion").textValue() + " " + manifest.get("kind").textValue()));
        assertThat(values("", MAPPER.readTree(JSON.serialize(parsed)))).containsAllEntriesOf(values("", manifest));
        return parsed;
    }

    /** Returns the numbers, strings and so on of a tree by path. */
    private static Map<String, JsonNode> values(String path, JsonNode node) {
        if (node.isValueNode()) {
            return Map.of(path, node);
        }
        Map<String, JsonNode> values = new TreeMap<>();
        node.properties().forEach(field -> values.putAll(values(path + "/" + field.getKey(), field.getValue())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            values.putAll(values(path + "/" + i, node.get(i)));
        }
        return values;
    }

    private static <T> T object(String name, Class<T> type) {
        return type.cast(at(OBJECTS, name));
    }

    private static V1Container container(V1PodTemplateSpec pod) {
        assertThat(pod.getSpec().getContainers()).hasSize(1);
        return pod.getSpec().getContainers().getFirst();
    }

    private static Stream<V1PodTemplateSpec> pods() {
        return Stream.of(members.getSpec().getTemplate(), neo4j.getSpec().getTemplate(),
                build.getSpec().getJobTemplate().getSpec().getTemplate());
    }

    private static Map<String, Integer> ports(V1StatefulSet set) {
        Map<String, Integer> ports = new TreeMap<>();
        container(set.getSpec().getTemplate()).getPorts().forEach(port -> ports.put(port.getName(),
                port.getContainerPort()));
        return ports;
    }

    /** Returns the environment of a container. The value of a secret is its key. */
    private static Map<String, String> environment(V1Container container) {
        Map<String, String> environment = new TreeMap<>();
        container.getEnv().forEach(variable -> environment.put(variable.getName(), value(variable)));
        return environment;
    }

    private static String value(V1EnvVar variable) {
        if (variable.getValue() != null) {
            return variable.getValue();
        }
        if (variable.getValueFrom().getFieldRef() != null) {
            assertThat(variable.getValueFrom().getFieldRef().getFieldPath()).isEqualTo("status.podIP");
            return POD_IP;
        }
        assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isEqualTo("graph-recall");
        return "secret " + variable.getValueFrom().getSecretKeyRef().getKey();
    }

    private static boolean matches(V1LabelSelector selector, V1PodTemplateSpec pod) {
        assertThat(selector.getMatchLabels()).isNotEmpty();
        return pod.getMetadata().getLabels().entrySet().containsAll(selector.getMatchLabels().entrySet());
    }

    /** Returns the components whose pods may reach a port of a pod. */
    private static List<String> sources(V1PodTemplateSpec pod, String port) {
        return OBJECTS.values().stream().filter(V1NetworkPolicy.class::isInstance).map(V1NetworkPolicy.class::cast)
                .filter(policy -> matches(policy.getSpec().getPodSelector(), pod))
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .filter(rule -> rule.getPorts().stream().anyMatch(open -> port.equals(open.getPort().getStrValue())))
                .flatMap(rule -> rule.getFrom().stream())
                .flatMap(peer -> pods().filter(source -> matches(peer.getPodSelector(), source)))
                .map(source -> source.getMetadata().getLabels().get("app.kubernetes.io/component"))
                .toList();
    }
}
