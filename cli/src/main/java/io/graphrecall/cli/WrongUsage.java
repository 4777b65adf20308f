package io.graphrecall.cli;

import io.graphrecall.schema.Spelling;
import io.graphrecall.schema.WireNamed;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Messages about wrong options and arguments, with the names that were probably meant. */
final class WrongUsage {

    private WrongUsage() {}

    /** Prints the message, or the help of a command whose subcommand is missing. Returns the exit code. */
    static int print(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        if (lacksSubcommand(wrong, command)) {
            command.usage(command.getErr());
        } else {
            command.getErr().println("recall: " + Recall.oneLine(message(wrong, command.getCommandSpec())) + " (see "
                    + command.getCommandSpec().qualifiedName() + " --help)");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static boolean lacksSubcommand(ParameterException wrong, CommandLine command) {
        return wrong.getClass() == ParameterException.class && !command.getSubcommands().isEmpty()
                && !command.getParseResult().hasSubcommand();
    }

    private static String message(ParameterException wrong, CommandSpec command) {
        if (wrong instanceof MissingParameterException missing) {
            return missing.getMessage() + values(missing.getMissing());
        }
        if (!(wrong instanceof UnmatchedArgumentException unmatched) || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(wrong.getMessage());
        }
        String word = unmatched.getUnmatched().getFirst();
        if (word.startsWith("-")) {
            String option = word.split("=", 2)[0];
            return "unknown option " + option + suggestion(option, options(command));
        }
        return command.subcommands().isEmpty()
                ? "unexpected argument '" + word + "'"
                : "unknown command '" + word + "'" + suggestion(word, command.subcommands().keySet());
    }

    /** Returns the values of a missing option or argument that takes one of a few; empty for others. */
    private static String values(List<ArgSpec> missing) {
        List<String> names = missing.stream().flatMap(arg -> Arrays.stream(arg.auxiliaryTypes()))
                .filter(Class::isEnum).flatMap(type -> names(type).stream()).toList();
        return names.isEmpty() ? "" : ", one of " + String.join(", ", names);
    }

    private static Collection<String> options(CommandSpec command) {
        return Stream.of(command.optionsMap(), command.negatedOptionsMap()).flatMap(names -> names.keySet().stream())
                .toList();
    }

    private static String suggestion(String word, Collection<String> known) {
        return Spelling.nearest(word, known).map(nearest -> "; did you mean " + nearest + "?").orElse("");
    }

    /** Makes the options of a command and its subcommands accept their values by name, in any case. */
    static void nameValues(CommandLine line) {
        Set<Class<?>> types = new HashSet<>();
        collectValues(line, types);
        types.forEach(type -> register(line, type));
    }

    private static void collectValues(CommandLine line, Set<Class<?>> types) {
        line.getCommandSpec().args().stream().flatMap(option -> Arrays.stream(option.auxiliaryTypes()))
                .filter(Class::isEnum).forEach(types::add);
        line.getSubcommands().values().forEach(subcommand -> collectValues(subcommand, types));
    }

    private static <T> void register(CommandLine line, Class<T> type) {
        line.registerConverter(type, text -> {
            for (T value : type.getEnumConstants()) {
                if (name(value).equalsIgnoreCase(text)) {
                    return value;
                }
            }
            List<String> names = names(type);
            throw new TypeConversionException(
                    "'" + text + "' is not one of " + String.join(", ", names) + suggestion(text, names));
        });
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(WrongUsage::name).toList();
    }

    private static String name(Object value) {
        return value instanceof WireNamed named ? named.wireName() : value.toString().toLowerCase(Locale.ROOT);
    }
}
