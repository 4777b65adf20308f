package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.file.Path;

class HomeTest {

    @Command
    private static final class Program {
        @Mixin
        private final Home home = new Home();
    }

    @Test
    void theDemoHasASeparateDefaultHomeFolder() {
        assertThat(home().folder()).isEqualTo(Path.of("var"));
        assertThat(demoHome()).isEqualTo(Path.of("var", "demo"));
    }

    @Test
    void theDemoUsesTheGivenHomeFolder() {
        assertThat(demoHome("--home", "here")).isEqualTo(Path.of("here"));
    }

    private static Path demoHome(String... arguments) {
        Home home = home(arguments);
        home.defaultToDemo();
        return home.folder();
    }

    private static Home home(String... arguments) {
        Program program = new Program();
        new CommandLine(program).parseArgs(arguments);
        return program.home;
    }
}
