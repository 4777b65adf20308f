package io.graphrecall.home;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.erasure.HomeFiles;
import io.graphrecall.service.erasure.UserMention;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Searches a home for the id of a user: the graph, generations, those of the shared folder, models and text files. The id is
 * compared exactly, not as a part of another id. Vectors in caches are stored by hashes of texts, so caches contain no ids.
 */
public final class UserSearch {

    private static final CypherStatement MENTIONS = CypherStatement.of("explore/user-mentions");
    /** Length of the magic number and the version of a NumPy file, before the two bytes with the length of its header. */
    private static final int NUMPY_PREFIX = 8;
    /** Hidden file in which a command writes lines of dead letters or other files anew. */
    private static final Pattern REWRITTEN = Pattern.compile("\\..*\\.(replay|removal|new)");

    private final RecallHome home;
    private final UserId user;
    private final Predicate<String> names;

    public UserSearch(RecallHome home, UserId user) {
        this.home = home;
        this.user = user;
        this.names = new UserMention(user);
    }

    /**
     * A searched place.
     *
     * @param name  {@code graph}, or a path, relative to the home if it is within it
     * @param found true if it names the user, or may name any user
     */
    public record Place(String name, boolean found) {}

    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        String quoted = '"' + user.key().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        home.graph().read(MENTIONS, Map.of("user_id", user.key(), "quoted", quoted), row -> row).forEach(row -> {
            places.add(new Place("graph: user", row.integer("nodes") > 0));
            places.add(new Place("graph: profiles of other users", row.integer("profiles") > 0));
        });
        generations(places, RecallHome.generations(home.folder()));
        RecallHome.sharedGenerations(home.folder(), home.settings()).ifPresent(shared -> {
            if (shared.isThere()) {
                generations(places, shared.store());
            } else {
                places.add(new Place(shared.folder() + " (the shared folder is not there, mount it)", true));
            }
        });
        Path models = home.folder().resolve("models");
        files(models).forEach(file -> places.add(new Place(relative(file), read(file, this::modelNames))));
        new HomeFiles(home.folder()).search(user)
                .forEach((file, found) -> places.add(new Place(relative(file), found)));
        Stream.concat(Stream.of(WorkFolders.IMPORT, WorkFolders.RESTORE, WorkFolders.TUNING)
                .flatMap(prefix -> WorkFolders.in(home.folder(), prefix).stream()),
                WorkFolders.in(home.folder(), ".").stream()
                        .filter(file -> REWRITTEN.matcher(file.getFileName().toString()).matches()))
                .forEach(left -> places.add(
                        new Place(relative(left) + " (left by a killed command, delete it)", true)));
        return places;
    }

    private void generations(List<Place> places, GenerationStore store) {
        for (GenerationId id : store.ids()) {
            try {
                places.addAll(indexes(store, id));
            } catch (RecallException e) {
                if (e.code() == RecallException.Code.NOT_FOUND) {
                    continue; // it was deleted meanwhile
                }
                if (e.code() != RecallException.Code.CONFLICT) {
                    throw e;
                }
                places.add(new Place(
                        relative(store.folder(id)) + " (cannot be searched, delete it: " + e.getMessage() + ")", true));
            }
            files(store.folder(id)).filter(file -> file.toString().endsWith("-model.npy")
                    || file.toString().endsWith("-encoder.npy")).forEach(file -> places.add(
                            new Place(
                                    relative(file),
                                    read(file, in -> modelNames(new ByteArrayInputStream(content(in)))))));
        }
        store.hiddenFolders().forEach(left -> places.add(new Place(
                relative(left) + " (of a build that runs or was killed, which the next build deletes)", true)));
    }

    private List<Place> indexes(GenerationStore store, GenerationId id) {
        return store.personalIndexes(id).stream().filter(GenerationStore::isUserIndex).sorted()
                .map(name -> new Place(
                        relative(store.folder(id)) + "/" + name, store.index(id, name).ordinal(user.key()) >= 0))
                .toList();
    }

    /** Searches the text parts of a model file, an NPZ archive. */
    private boolean modelNames(InputStream archive) throws IOException {
        ZipInputStream entries = new ZipInputStream(archive);
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (!entry.getName().contains("/")
                    && new String(content(entries), StandardCharsets.UTF_8).lines().anyMatch(names)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the content of a NumPy file of format 1.0, without its header. */
    private static byte[] content(InputStream numpy) throws IOException {
        numpy.readNBytes(NUMPY_PREFIX);
        byte[] length = numpy.readNBytes(2);
        if (length.length == 2) {
            numpy.readNBytes(Byte.toUnsignedInt(length[0]) | Byte.toUnsignedInt(length[1]) << 8);
        }
        return numpy.readAllBytes();
    }

    /** Returns the files of a folder, in the order of their names; none without the folder. */
    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static boolean read(Path file, Search search) {
        try (InputStream in = Files.newInputStream(file)) {
            return search.found(in);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private String relative(Path file) {
        return (file.startsWith(home.folder()) ? home.folder().relativize(file) : file).toString();
    }

    private static RecallException unreadable(Path file, IOException e) {
        return new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be read: " + e, e);
    }

    /** Searches a stream. */
    @FunctionalInterface
    private interface Search {
        boolean found(InputStream in) throws IOException;
    }
}
