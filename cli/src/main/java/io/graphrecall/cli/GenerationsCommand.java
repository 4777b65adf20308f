package io.graphrecall.cli;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.home.RecallHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.Optional;

@Command(name = "generations", description = "Lists, verifies and activates generations; lists them if nothing else is asked.")
final class GenerationsCommand extends HomeCommand implements Runnable {

    @Override
    public void run() {
        list();
    }

    @Command(name = "list", description = "Lists them, the oldest first; the current one is marked.")
    void list() {
        Console console = console();
        Optional<GenerationId> current = store().current();
        for (GenerationManifest manifest : store().list()) {
            String mark = current.filter(manifest.id()::equals).isPresent() ? "* " : "  ";
            console.print(mark + manifest.id().value() + "  as of " + manifest.asOf() + ", seq " + manifest.seq() + ", "
                    + manifest.dataSet().name());
        }
    }

    @Command(name = "activate", description = "Makes one the current one; a running service follows.")
    void activate(@Parameters(paramLabel = "ID") String id) {
        store().activate(new GenerationId(id));
        console().print("generation " + id + " is the current one");
    }

    @Command(name = "verify", description = "Checks every file of one against its checksum.")
    void verify(@Parameters(paramLabel = "ID") String id) {
        store().verify(new GenerationId(id));
        console().print("generation " + id + " is whole");
    }

    private GenerationStore store() {
        return RecallHome.generations(home().folder());
    }
}
