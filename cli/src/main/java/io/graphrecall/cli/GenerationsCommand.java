package io.graphrecall.cli;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.home.RecallHome;
import io.graphrecall.offline.BlendTrial;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.access.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

@Command(name = "generations", description = "Lists, activates and verifies generations. Without a subcommand, lists them.")
final class GenerationsCommand extends HomeCommand implements Runnable {

    @Override
    public void run() {
        list();
    }

    @Command(name = "list", description = "Lists the generations, oldest first. An asterisk marks the active one.")
    void list() {
        Console console = console();
        Optional<GenerationId> current = store().current();
        List<GenerationId> ids = store().ids();
        if (ids.isEmpty()) {
            note(home().folder() + " has no generation; recall build makes one");
        }
        for (GenerationId id : ids) {
            String mark = current.filter(id::equals).isPresent() ? "* " : "  ";
            console.print(mark + id.value() + "  " + description(id));
        }
    }

    private String description(GenerationId id) {
        try {
            GenerationManifest manifest = store().manifest(id);
            return "as of " + manifest.asOf() + ", seq " + manifest.seq() + ", " + manifest.dataSet().name()
                    + hitRate(manifest);
        } catch (RecallException e) {
            return "cannot be used: " + e.getMessage();
        }
    }

    private static String hitRate(GenerationManifest manifest) {
        Double hitRate = manifest.metrics().get(BlendTrial.HIT_RATE);
        return hitRate == null ? "" : String.format(Locale.ROOT, ", mean hit rate %.4f", hitRate);
    }

    @Command(name = "activate", description = "Activates a generation. Running services of this home, and of the shared folder if the settings name one, switch to it.")
    void activate(@Parameters(paramLabel = "ID", description = "Generation id.") String id) {
        store().activate(new GenerationId(id));
        AuditLog.record(AuditLog.COMMAND_LINE, "generations activate", Map.of("id", id), "activated", "");
        console().print("Activated generation " + id);
        share(new GenerationId(id));
    }

    @Command(name = "verify", description = "Verifies the checksum of every file of a generation.")
    void verify(@Parameters(paramLabel = "ID", description = "Generation id.") String id) {
        store().verify(new GenerationId(id));
        console().print("Generation " + id + " is intact");
    }

    private GenerationStore store() {
        return RecallHome.generations(home().folder());
    }
}
