package io.graphrecall.cli;

import io.graphrecall.home.GraphFacts;
import io.graphrecall.home.RecallHome;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.explain.ExplainedPath;
import io.graphrecall.pipeline.explain.Explainer;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.catalogue.UserCatalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

@Command(name = "explain", description = "Explains why a content is in a user's recall result, or where each channel dropped it.")
final class ExplainCommand extends HomeCommand implements Runnable {

    /** Size of the recall that is explained. */
    private static final int SIZE = 100;

    @Option(names = "--user", required = true, paramLabel = "ID", description = "User id.")
    @SuppressWarnings("NullAway.Init")
    private String user;

    @Option(names = "--content", required = true, paramLabel = "ID", description = "Content id.")
    @SuppressWarnings("NullAway.Init")
    private String content;

    @Option(names = "--scene", paramLabel = "NAME", description = "Scene of the request (default: feed).")
    private @Nullable String scene;

    @Option(names = "--query", paramLabel = "TEXT", description = "Search of the request.")
    private @Nullable String query;

    @Option(names = "--as-of", paramLabel = "TIME", description = "Time of the request; a date alone means its end in UTC (default: time of the newest event).")
    private @Nullable Instant asOf;

    @Override
    public void run() {
        UserId userId = valid(() -> new UserId(user));
        ContentId contentId = valid(() -> new ContentId(content));
        String text = query;
        QueryText search = text == null ? null : valid(() -> new QueryText(text));
        Console console = console();
        try (RecallHome home = home().openExisting(console.progress())) {
            if (new UserCatalogue(home.graph()).find(userId).isEmpty()) {
                console.print(
                        "The graph has no user '" + user + "': the channels that need no history recall for them");
            }
            Instant now = asOf == null ? new GraphFacts(home.graph()).newestEvent().orElseGet(Instant::now) : asOf;
            ContentCatalogue contents = new ContentCatalogue(
                    home.graph(), home.folder().resolve(ModuleContext.MEDIA));
            try (GenerationRecall recall = home.recall(
                    home.settings().recall(), Clock.fixed(now, ZoneOffset.UTC))) {
                RecallRequest request = RecallRequest.of(userId, SIZE).withScene(scene).withQuery(search);
                print(new Explainer(home.graph(), contents::isDeleted).explain(recall.pipeline().prepare(request), null,
                        contentId,
                        Set.of()), console);
            }
        }
    }

    private static void print(Explainer.Explanation explanation, Console console) {
        console.print(explanation.recalled() ? "Recalled at rank " + explanation.rank() : "Not recalled");
        explanation.excludedBy().forEach(
                excluded -> console.print("Excluded by %s: %s".formatted(excluded.reason(), excluded.detail())));
        for (Explainer.Channel channel : explanation.channels()) {
            console.print("%-16s %-14s %s".formatted(channel.id(), channel.outcome(), channel.detail()));
            channel.paths().forEach(path -> console.print("    " + text(path)));
        }
    }

    private static String text(ExplainedPath path) {
        StringBuilder text = new StringBuilder(text(path.nodes().getFirst()));
        for (int i = 0; i < path.relationships().size(); i++) {
            ExplainedPath.Relationship relationship = path.relationships().get(i);
            text.append(relationship.forward() ? " -" : " <-").append(relationship.type())
                    .append(relationship.at() == null ? "" : " " + relationship.at())
                    .append(relationship.forward() ? "-> " : "- ").append(text(path.nodes().get(i + 1)));
        }
        return text.toString();
    }

    private static String text(ExplainedPath.Node node) {
        return node.type() + " " + node.id() + (node.name() == null ? "" : " (" + node.name() + ")");
    }
}
