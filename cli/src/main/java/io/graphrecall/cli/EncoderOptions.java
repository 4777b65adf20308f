package io.graphrecall.cli;

import io.graphrecall.content.encode.EncoderChoice;
import io.graphrecall.content.encode.EncoderParameters;
import picocli.CommandLine.Option;

/** The options of commands that encode texts. */
final class EncoderOptions {

    @Option(names = "--text-encoder", paramLabel = "LANGUAGE", defaultValue = "auto", description = "The language of the text encoder: auto, chinese, english (default: ${DEFAULT-VALUE}).")
    private String language = "auto";

    @Option(names = "--encoder-threads", paramLabel = "N", defaultValue = "1", description = "Threads of the text encoder; more than one only where as many cores are idle (default: "
            + "${DEFAULT-VALUE}).")
    private int threads = 1;

    /** The options as parameters; wrong ones are the command's wrong usage. */
    EncoderParameters parameters(HomeCommand command) {
        EncoderChoice choice = EncoderChoice.ofWireName(language)
                .orElseThrow(() -> command.wrongUsage("there is no text encoder '" + language + "'"));
        if (threads < 1) {
            throw command.wrongUsage("--encoder-threads must be at least 1");
        }
        return new EncoderParameters(choice, threads);
    }
}
