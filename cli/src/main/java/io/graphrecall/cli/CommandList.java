package io.graphrecall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The subcommands of {@code recall}, by purpose. */
final class CommandList {

    private record Group(String purpose, List<Class<?>> commands) {}

    private static final List<Group> GROUPS = List.of(
            new Group("Try", List.of(DemoCommand.class, WorldCommand.class)),
            new Group("Load", List.of(
                    ProfileCommand.class, LoadCommand.class, ReplayCommand.class, GraphCommand.class,
                    CypherCommand.class, ExportCommand.class)),
            new Group("Build", List.of(BuildCommand.class, GenerationsCommand.class, UnderstandCommand.class)),
            new Group("Serve", List.of(
                    ServeCommand.class, KeysCommand.class, ExplainCommand.class, BatchCommand.class,
                    NeighboursCommand.class, VectorsCommand.class)),
            new Group("Evaluate", List.of(
                    EvaluateCommand.class, CompareCommand.class, TuneCommand.class, FeedbackCommand.class)),
            new Group("Operate", List.of(
                    BackupCommand.class, RestoreCommand.class, EraseCommand.class, PruneCommand.class)));

    private static final int NAME_WIDTH = 15;
    private static final int INDENT = 2;

    private CommandList() {}

    /** Adds the subcommands to the command, and their list by purpose to its help. */
    static void addTo(CommandLine line) {
        GROUPS.forEach(group -> group.commands().forEach(line::addSubcommand));
        Map<String, CommandLine.IHelpSectionRenderer> sections = line.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> GROUPS.stream()
                .map(group -> String.format("%n%s:%n%s", group.purpose(), table(group, help)))
                .collect(Collectors.joining()));
    }

    private static String table(Group group, Help help) {
        Help.TextTable table = Help.TextTable.forColumns(
                help.colorScheme(), new Column(NAME_WIDTH, INDENT, Column.Overflow.SPAN),
                new Column(help.commandSpec().usageMessage().width() - NAME_WIDTH, 0, Column.Overflow.WRAP));
        for (Class<?> command : group.commands()) {
            Command described = command.getAnnotation(Command.class);
            table.addRowValues(described.name(), String.join(" ", described.description()));
        }
        return table.toString();
    }
}
