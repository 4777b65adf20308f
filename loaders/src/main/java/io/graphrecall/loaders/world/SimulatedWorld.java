package io.graphrecall.loaders.world;

import io.graphrecall.loaders.world.Vocabulary.Field;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A made-up platform, written as a data-set folder: contents with Chinese titles, products, users of several kinds and
 * what they did over two months. Users have fields they like and a tag they like best, which most of their behaviour
 * follows; some of it follows place and popularity instead. About one user in ten only shops or only searches, and a
 * few never came.
 */
public final class SimulatedWorld {

    private SimulatedWorld() {}

    /**
     * Writes the world of some parameters.
     *
     * @param folder made where it is not there; files of the same names are replaced
     */
    public static void write(Path folder, WorldParameters parameters, Progress progress) {
        try {
            Files.createDirectories(folder);
            progress.begin("simulated world", parameters.events());
            List<Field> fields = Vocabulary.fields();
            Chance chance = new Chance(parameters.seed());
            writeDataSet(folder.resolve("dataset.json"), parameters);
            CatalogueSimulator catalogue = new CatalogueSimulator(parameters, fields, chance.split());
            UserSimulator people = new UserSimulator(parameters, fields, chance.split());
            catalogue.writeTags(folder.resolve("tags.jsonl"));
            catalogue.writeCategories(folder.resolve("categories.jsonl"));
            List<SimulatedUser> users = people.writeUsers(folder.resolve("users.jsonl"));
            List<SimulatedContent> contents = catalogue.writeContents(folder.resolve("contents.jsonl"),
                    people.authors());
            List<SimulatedItem> items = catalogue.writeItems(folder.resolve("items.jsonl"));
            new BehaviourSimulator(parameters, fields, users, contents, items, chance.split())
                    .writeEvents(folder.resolve("events.jsonl"), progress);
            progress.end("done");
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void writeDataSet(Path file, WorldParameters parameters) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("name", "simulated-world-" + parameters.seed());
        record.put("timestamps", "real");
        record.put("protocol", "temporal");
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            out.write(record);
        }
    }
}
