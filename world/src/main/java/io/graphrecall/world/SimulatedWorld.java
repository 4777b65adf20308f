package io.graphrecall.world;

import static io.graphrecall.world.JsonLinesWriter.record;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Synthetic content platform, written as a data-set folder: contents with Chinese titles, products, several kinds of
 * users and their behaviour over two months. {@code docs/explanation/simulated-world.md} describes the model.
 *
 * <p>Memory grows with the number of contents and items, but not with users or events. Users are simulated one by one,
 * and their events are sorted in temporary files.
 */
public final class SimulatedWorld {

    /** Name of the file that is written last. A folder that has it is complete. */
    public static final String DATA_SET = "dataset.json";

    /** Start of the names of its data sets; the seed follows. */
    public static final String NAME = "simulated-world-";

    private final WorldParameters parameters;
    private final WorldVocabulary vocabulary = WorldVocabulary.load();
    private final Progress progress;

    private SimulatedWorld(WorldParameters parameters, Progress progress) {
        this.parameters = parameters;
        this.progress = progress;
    }

    /**
     * Writes a data set.
     *
     * @param folder created if it does not exist; existing files are replaced
     * @throws RecallException with code UNAVAILABLE if the folder cannot be written
     */
    public static void write(Path folder, WorldParameters parameters, Progress progress) {
        try {
            new SimulatedWorld(parameters, progress).write(folder, GroundTruth.NONE);
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(folder, e);
        }
    }

    /**
     * Writes a data set and its ground truth: interests, intents and the noise clicks. The data set contains none of
     * it.
     *
     * @param folder created if it does not exist; existing files are replaced
     * @param truth  another folder for the ground truth; its file names are not recognised by any loader
     * @throws RecallException with code UNAVAILABLE if a folder cannot be written
     */
    public static void writeWithTruth(Path folder, Path truth, WorldParameters parameters, Progress progress) {
        try {
            SimulatedWorld world = new SimulatedWorld(parameters, progress);
            try (GroundTruthFiles files = new GroundTruthFiles(truth, parameters, world.vocabulary)) {
                world.write(folder, files);
            }
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(folder, e);
        }
    }

    private void write(Path folder, GroundTruth groundTruth) throws IOException {
        Files.createDirectories(folder);
        Path dataSet = folder.resolve(DATA_SET);
        Files.deleteIfExists(dataSet);
        Authors authors = new Authors(parameters, vocabulary.fields().size());
        UserGenerator users = new UserGenerator(parameters, vocabulary, authors);
        CatalogueGenerator catalogue = new CatalogueGenerator(parameters, vocabulary, authors);
        List<SimulatedContent> contents = catalogue.contents();
        List<SimulatedItem> items = catalogue.items();
        progress.begin("simulated world",
                (long) parameters.users() + parameters.contents() + parameters.items() + parameters.events());
        writeCatalogue(folder, users, contents, items, authors);
        for (int i = 0; i < contents.size(); i++) {
            groundTruth.content(i, contents.get(i));
        }
        Platform platform = new Platform(parameters, vocabulary, new ContentSampler(contents, vocabulary),
                new ItemSampler(items, vocabulary));
        new BehaviourSimulation(platform, users, groundTruth).writeEvents(folder, progress);
        try (JsonLinesWriter out = new JsonLinesWriter(dataSet)) {
            out.write(record("name", NAME + parameters.seed(), "timestamps", "real", "protocol",
                    "temporal"));
        }
        progress.end("done");
    }

    private void writeCatalogue(Path folder, UserGenerator users, List<SimulatedContent> contents,
            List<SimulatedItem> items, Authors authors) throws IOException {
        CatalogueWriter files = new CatalogueWriter(parameters, vocabulary, authors);
        MediaFiles media = new MediaFiles(folder, parameters);
        files.writeTags(folder.resolve("tags.jsonl"));
        files.writeCategories(folder.resolve("categories.jsonl"));
        files.writeUsers(folder.resolve("users.jsonl"), users, progress);
        files.writeContents(folder.resolve("contents.jsonl"), contents, media, progress);
        files.writeItems(folder.resolve("items.jsonl"), items, media, progress);
    }

    private static RecallException unwritable(Path folder, Exception e) {
        return new RecallException(Code.UNAVAILABLE, folder + " cannot be written: " + e.getMessage(), e);
    }
}
