package io.graphrecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Starts the jar that is delivered, with the jars beside it and no other class path. */
class PackagedJarIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void helpNamesTheCommandsAndPrintsNoWarning() throws Exception {
        assertThat(run("--help")).contains("load", "build", "serve", "evaluate");
        assertThat(folder.resolve("err")).isEmptyFile();
    }

    @Test
    void aDataSetIsChecked() throws Exception {
        String world = folder.resolve("world").toString();
        CommandRun.of("world", world, "--users", "20", "--contents", "30", "--events", "300", "--no-media");
        assertThat(run("load", world, "--check")).contains("users in events");
    }

    /** The script has the name, because this JVM may have no locale itself. */
    @Test
    void theLauncherOpensAFolderWithAnyNameWithoutALocale() throws Exception {
        Path script = folder.resolve("script");
        Files.writeString(script, """
                "$RECALL" world 世界 --users 20 --contents 30 --events 300 --no-media && "$RECALL" load 世界 --check
                """);
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("RECALL", Path.of("..", "recall").toRealPath().toString());
        assertThat(builder.start().waitFor()).as(() -> text(folder.resolve("out"))).isZero();
        assertThat(text(folder.resolve("out"))).contains("users in events");
    }

    @Test
    void theDemoWritesNothingToTheHomeOfOtherCommands() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("var/demo/world")).resolve("dataset.json"), "[]");
        assertThat(start("demo", "--once").waitFor()).isEqualTo(1);
        assertThat(folder.resolve("var/demo/logs/recall.log")).isNotEmptyFile();
        assertThat(folder.resolve("var/logs")).doesNotExist();
    }

    /** A backup contains the version, which the module that writes it reads from its jar. */
    @Test
    void everyModuleHasTheVersionOfTheProgram() throws Exception {
        String version = version(Path.of("target", "recall.jar"));
        assertThat(version).isNotEmpty();
        assertThat(version(Path.of("target", "lib", "home-" + version + ".jar"))).isEqualTo(version);
    }

    private static String version(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        }
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor()).as(() -> text(folder.resolve("err"))).isZero();
        return text(folder.resolve("out"));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar",
                Path.of("target", "recall.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile()).start();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
