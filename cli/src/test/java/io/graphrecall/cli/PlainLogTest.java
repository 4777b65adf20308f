package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

class PlainLogTest {

    private static final String FORGED = "x\r\n2026-11-30T12:00:00.000Z INFO  [http] a.B generation G serves";
    private static final String ESCAPED = "x\\r\\n2026-11-30T12:00:00.000Z INFO  [http] a.B generation G serves";
    private static final Pattern FRAMES = Pattern.compile("\\t+(at |\\.\\.\\. ).*");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path logs;

    @Test
    void aLineBreakInAMessageStartsNoLine() throws Exception {
        IllegalStateException cause = new IllegalStateException("no content " + FORGED);
        cause.addSuppressed(new IllegalArgumentException("no user " + FORGED));

        List<String> lines = lines("-commands", context -> {
            Logger log = context.getLogger("a.B");
            log.warn("Content {}: C:\\new", FORGED);
            log.error("failed", new IOException(FORGED, cause));
            log.info("done");
        });

        assertThat(lines.stream().filter(line -> !FRAMES.matcher(line).matches())).satisfiesExactly(
                line -> assertThat(line).endsWith(" a.B Content " + ESCAPED + ": C:\\new"),
                line -> assertThat(line).endsWith(" a.B failed"),
                line -> assertThat(line).isEqualTo("java.io.IOException: " + ESCAPED),
                line -> assertThat(line)
                        .isEqualTo("Caused by: java.lang.IllegalStateException: no content " + ESCAPED),
                line -> assertThat(line)
                        .isEqualTo("\tSuppressed: java.lang.IllegalArgumentException: no user " + ESCAPED),
                line -> assertThat(line).endsWith(" a.B done"));
        assertThat(lines).as("frames").anyMatch(line -> line.startsWith("\tat io.graphrecall.cli.PlainLogTest."));
    }

    @Test
    void callsWithoutAKnownKeyDoNotReplaceOtherEntriesOfTheAuditLog() throws Exception {
        lines("", context -> {
            context.getLogger("graphrecall.audit").info("known");
            context.getLogger("graphrecall.audit.unknown").info("unknown");
        });
        assertThat(logs.resolve("audit.log")).hasContent("known");
        assertThat(logs.resolve("audit-unknown.log")).hasContent("unknown");
    }

    /** Returns the lines that loggers of the program's configuration write. */
    private List<String> lines(String suffix, Messages messages) throws IOException, JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("graphrecall.logs", logs.toString());
        context.putProperty("graphrecall.log.format", "plain");
        context.putProperty("graphrecall.log.suffix", suffix);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(Recall.class.getResource("/logback-file.xml")));
        messages.log(context);
        context.stop();
        assertThat(logs.resolve("feedback-commands.log")).as("only a service writes it").doesNotExist();
        return Files.readAllLines(logs.resolve("recall" + suffix + ".log"));
    }

    /** Calls of loggers. */
    private interface Messages {

        void log(LoggerContext loggers);
    }
}
