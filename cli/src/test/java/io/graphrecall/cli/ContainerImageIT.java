package io.graphrecall.cli;

import static io.graphrecall.cli.DeploymentFiles.ROOT;
import static io.graphrecall.cli.DeploymentFiles.pomElement;
import static io.graphrecall.cli.DeploymentFiles.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

/**
 * Reads the container image that the build makes without a base image and without the largest jars, and starts its program.
 * Needs no container engine.
 */
class ContainerImageIT {

    private static final Path TARGET = ROOT.resolve("cli/target");
    private static final String PROGRAM = "/opt/graph-recall";
    private static final String HOME = "/var/lib/graph-recall";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, byte[]> FILES = new HashMap<>();
    private static final List<TarArchiveEntry> ENTRIES = new ArrayList<>();

    private static JsonNode image = JSON.nullNode();

    /** The layers, unpacked. */
    @TempDir
    private static Path root;

    @BeforeAll
    static void read() throws IOException {
        try (TarArchiveInputStream tar = tar(Files.newInputStream(TARGET.resolve("image-without-base.tar")))) {
            for (TarArchiveEntry file = tar.getNextEntry(); file != null; file = tar.getNextEntry()) {
                if (file.getName().endsWith(".tar.gz")) {
                    unpack(tar(new GZIPInputStream(tar)));
                } else {
                    FILES.put(file.getName(), tar.readAllBytes());
                }
            }
        }
        JsonNode manifest = JSON.readTree(FILES.get("manifest.json")).get(0);
        image = JSON.readTree(FILES.get(manifest.get("Config").asText()));
        assertThat(strings(manifest.get("RepoTags"))).contains("graph-recall:latest");
    }

    @Test
    void theEntrypointHasTheFlagsOfTheLauncher() throws IOException {
        assertThat(strings(config("Entrypoint"))).startsWith("java")
                .containsSubsequence(List.of(pomElement("jvm.flags").split(" ")))
                .containsSubsequence("--add-modules", "jdk.incubator.vector")
                .containsSubsequence("-XX:+ExitOnOutOfMemoryError", "--home", HOME);
        assertThat(text("recall")).contains("-XX:+UseParallelGC --add-modules jdk.incubator.vector");
        assertThat(strings(config("Cmd"))).containsExactly("serve");
    }

    @Test
    @Timeout(60)
    void theProgramStarts() throws IOException, InterruptedException {
        Path classPath = root.resolve("opt/graph-recall/jib-classpath-file");
        Path unpacked = root.resolve("class-path");
        Files.writeString(unpacked, Files.readString(classPath).replace(PROGRAM, root + PROGRAM));
        List<String> command = new ArrayList<>(strings(config("Entrypoint")));
        command.replaceAll(word -> word.equals("@" + PROGRAM + "/jib-classpath-file") ? "@" + unpacked : word);
        command.replaceAll(word -> word.equals(HOME) ? root + HOME : word);
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--version");

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("recall 0.");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theUserIsNotRootAndOwnsItsHome() {
        assertThat(config("User").asText()).isEqualTo("10001:0");
        assertThat(config("Volumes").fieldNames()).toIterable().containsExactly(HOME);
        assertThat(config("WorkingDir").asText()).isEqualTo(HOME);
        assertThat(strings(config("Env"))).containsExactlyInAnyOrder("HOME=" + HOME, "LC_ALL=C.UTF-8");
        assertThat(ENTRIES).filteredOn(entry -> entry.getName().equals(HOME.substring(1) + "/")).singleElement()
                .satisfies(home -> assertThat(home.getMode() & 0777).isEqualTo(0770));
        assertThat(ENTRIES).filteredOn(TarArchiveEntry::isFile)
                .allSatisfy(file -> assertThat(file.getMode() & 0777).isEqualTo(0644));
    }

    @Test
    void thePortsAreThoseOfTheSettings() throws IOException {
        assertThat(config("ExposedPorts").fieldNames()).toIterable().containsExactlyInAnyOrder("8080/tcp", "5701/tcp");
        assertThat(text("service/src/main/resources/reference.conf")).contains("    port = 8080\n",
                "    port = 5701\n");
    }

    @Test
    void theLabelsNameLicenceAndVersion() throws IOException {
        assertThat(config("Labels").get("org.opencontainers.image.licenses").asText())
                .isEqualTo(text("pom.xml").replaceAll("(?s).*<license>\\s*<name>([^<]*)<.*", "$1"));
        assertThat(config("Labels").get("org.opencontainers.image.version").asText()).isEqualTo(pomElement("version"));
    }

    @Test
    void theJarsAreThoseOfTheBuildWithoutTheLargest() throws IOException {
        List<PathMatcher> largest = Pattern.compile("<glob>(.*)</glob>").matcher(text("cli/pom.xml")).results()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob.group(1))).toList();
        Map<String, Path> expected = new TreeMap<>();
        try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
            jars.filter(jar -> largest.stream().noneMatch(glob -> glob.matches(jar)))
                    .forEach(jar -> expected.put("opt/graph-recall/libs/" + jar.getFileName(), jar));
        }
        expected.put("opt/graph-recall/classpath/recall.jar", TARGET.resolve("recall.jar"));
        assertThat(jars().stream().map(jar -> root.relativize(jar).toString()))
                .containsExactlyInAnyOrderElementsOf(expected.keySet()).hasSizeGreaterThan(100);
        for (Map.Entry<String, Path> jar : expected.entrySet()) {
            assertThat(Files.mismatch(root.resolve(jar.getKey()), jar.getValue())).as(jar.getKey()).isEqualTo(-1);
        }
    }

    @Test
    void theClassPathNamesTheJarsThatTheTestLacks() throws IOException {
        assertThat(Files.readString(root.resolve("opt/graph-recall/jib-classpath-file")))
                .contains(PROGRAM + "/libs/pytorch-native-cpu-", PROGRAM + "/libs/ffmpeg-",
                        PROGRAM + "/libs/onnxruntime-");
    }

    /** Neo4j itself and GDS are under the GPL; the driver is not. */
    @Test
    void noJarHasCodeOfNeo4jItself() throws IOException {
        for (Path jar : jars()) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                assertThat(zip.stream().map(entry -> entry.getName())
                        .filter(name -> name.startsWith("org/neo4j/"))
                        .filter(name -> !name.matches("org/neo4j/(driver/.*|bolt/connection/.*|bolt/|)")))
                        .as("%s", jar.getFileName()).isEmpty();
            }
        }
    }

    @Test
    void nothingDependsOnTheTimeOrTheUserOfTheBuild() {
        assertThat(image.get("created").asText()).isEqualTo(Instant.EPOCH.toString());
        assertThat(ENTRIES).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(Instant.ofEpochSecond(1));
            assertThat(entry.getLongUserId()).isZero();
            assertThat(entry.getLongGroupId()).isZero();
        });
    }

    private static void unpack(TarArchiveInputStream layer) throws IOException {
        for (TarArchiveEntry entry = layer.getNextEntry(); entry != null; entry = layer.getNextEntry()) {
            ENTRIES.add(entry);
            Path file = root.resolve(entry.getName());
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else {
                Files.copy(layer, file);
            }
        }
    }

    private static TarArchiveInputStream tar(InputStream bytes) {
        return new TarArchiveInputStream(bytes);
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static JsonNode config(String key) {
        return image.get("config").get(key);
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
