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
 * A made-up platform, written as a data-set folder: contents with Chinese titles, products, users of several kinds and
 * what they did over two months. {@code docs/simulated-world.md} tells how it comes about.
 *
 * <p>Memory grows with the number of contents and items, not with that of users or events: users live one after the
 * other, and their events wait in files beside the log until they are in the order of time.
 */
public final class SimulatedWorld {

    private final WorldParameters parameters;
    private final WorldVocabulary vocabulary = WorldVocabulary.load();
    private final Progress progress;

    private SimulatedWorld(WorldParameters parameters, Progress progress) {
        this.parameters = parameters;
        this.progress = progress;
    }

    /**
     * Writes the world of some parameters.
     *
     * @param folder made where it is not there; files of the same names are replaced
     * @throws RecallException with code UNAVAILABLE where the folder cannot be written
     */
    public static void write(Path folder, WorldParameters parameters, Progress progress) {
        try {
            new SimulatedWorld(parameters, progress).write(folder, Truth.NONE);
        } catch (IOException | UncheckedIOException e) {
            throw notWritten(folder, e);
        }
    }

    /**
     * Writes the world of some parameters and the truth about it: what users like, what they were after, and which
     * clicks were noise. None of it stands in the data set.
     *
     * @param folder made where it is not there; files of the same names are replaced
     * @param truth  another folder, likewise; its files have names that no loader reads
     * @throws RecallException with code UNAVAILABLE where a folder cannot be written
     */
    public static void writeWithTruth(Path folder, Path truth, WorldParameters parameters, Progress progress) {
        try {
            SimulatedWorld world = new SimulatedWorld(parameters, progress);
            try (TruthFiles files = new TruthFiles(truth, parameters, world.vocabulary)) {
                world.write(folder, files);
            }
        } catch (IOException | UncheckedIOException e) {
            throw notWritten(folder, e);
        }
    }

    private void write(Path folder, Truth truth) throws IOException {
        Files.createDirectories(folder);
        Authors authors = new Authors(parameters, vocabulary.fields().size());
        Population population = new Population(parameters, vocabulary, authors);
        CatalogueSimulation catalogue = new CatalogueSimulation(parameters, vocabulary, authors);
        List<SimulatedContent> contents = catalogue.contents();
        List<SimulatedItem> items = catalogue.items();
        progress.begin("simulated world",
                (long) parameters.users() + parameters.contents() + parameters.items() + parameters.events());
        writeCatalogue(folder, population, contents, items, authors);
        for (int i = 0; i < contents.size(); i++) {
            truth.content(i, contents.get(i));
        }
        Platform platform = new Platform(parameters, vocabulary, new ContentShelf(contents, vocabulary),
                new ItemShelf(items, vocabulary));
        new BehaviourSimulation(platform, population, truth).writeEvents(folder, progress);
        progress.end("done");
    }

    private void writeCatalogue(Path folder, Population population, List<SimulatedContent> contents,
            List<SimulatedItem> items, Authors authors) throws IOException {
        try (JsonLinesWriter out = new JsonLinesWriter(folder.resolve("dataset.json"))) {
            out.write(record("name", "simulated-world-" + parameters.seed(), "timestamps", "real", "protocol",
                    "temporal"));
        }
        CatalogueFiles files = new CatalogueFiles(parameters, vocabulary, authors);
        MediaFiles media = new MediaFiles(folder, parameters);
        files.writeTags(folder.resolve("tags.jsonl"));
        files.writeCategories(folder.resolve("categories.jsonl"));
        files.writeUsers(folder.resolve("users.jsonl"), population, progress);
        files.writeContents(folder.resolve("contents.jsonl"), contents, media, progress);
        files.writeItems(folder.resolve("items.jsonl"), items, media, progress);
    }

    private static RecallException notWritten(Path folder, Exception e) {
        return new RecallException(Code.UNAVAILABLE, folder + " cannot be written: " + e.getMessage(), e);
    }
}
