package io.graphrecall.cli;

import io.graphrecall.content.encode.EncoderChoice;
import io.graphrecall.content.encode.EncoderParameters;
import picocli.CommandLine.Option;

/** Options of commands that encode texts. */
final class EncoderOptions {

    @Option(names = "--text-encoder", paramLabel = "LANGUAGE", defaultValue = "auto", description = "Language of the text encoder: auto, chinese or english (default: ${DEFAULT-VALUE}).")
    private EncoderChoice language = EncoderChoice.AUTO;

    @Option(names = "--encoder-threads", paramLabel = "N", defaultValue = "1", description = "Threads of the text encoder. Use more than one only if that many cores are idle (default: "
            + "${DEFAULT-VALUE}).")
    private int threads = 1;

    /**
     * Returns the options as parameters.
     *
     * @throws picocli.CommandLine.ParameterException for an invalid option
     */
    EncoderParameters parameters(HomeCommand command) {
        if (threads < 1) {
            throw command.wrongUsage("--encoder-threads must be at least 1, found " + threads);
        }
        return new EncoderParameters(language, threads);
    }
}
