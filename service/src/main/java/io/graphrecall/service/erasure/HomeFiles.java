package io.graphrecall.service.erasure;

import io.graphrecall.generation.AtomicFile;
import io.graphrecall.loaders.dataset.DeadLetterLock;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.intake.TopicIntake;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Text files of a home that may name users: dead letters, logs, data of a tuning, and the simulated world. Symbolic links
 * are not followed. Thread-safe; one erasure runs at a time.
 */
public final class HomeFiles {

    private static final List<String> ENTRIES = List.of(DeadLetters.FILE, TopicIntake.DEAD_LETTERS, "logs",
            "tuning", "world");
    private static final Pattern TEXT = Pattern.compile(".*\\.(jsonl?|csv|tsv|log|txt)(\\.gz)?");
    private static final String COMPRESSED = ".gz";
    private static final String LOG = ".log";

    private final Path home;

    public HomeFiles(Path home) {
        this.home = home;
    }

    /** Searches all files. Returns true for each file that names the user, in the order of their paths. */
    public Map<Path, Boolean> search(UserId user) {
        Predicate<String> names = new UserMention(user);
        Map<Path, Boolean> found = new TreeMap<>();
        files().forEach(file -> found.put(file, names(file, names)));
        return found;
    }

    /** Deletes the lines that name a user. In a log, to which a service may append, spaces take their place. */
    public synchronized void erase(UserId user) {
        Predicate<String> names = new UserMention(user);
        files().filter(file -> names(file, names)).forEach(file -> erase(file, names));
    }

    private Stream<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String entry : ENTRIES) {
            Path path = home.resolve(entry);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> below = Files.walk(path)) {
                    below.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && TEXT.matcher(file.getFileName().toString()).matches()).forEach(files::add);
                } catch (IOException | UncheckedIOException e) {
                    throw failed("searched", path, e);
                }
            }
        }
        return files.stream().sorted();
    }

    private static boolean names(Path file, Predicate<String> names) {
        try (BufferedReader lines = reader(file)) {
            return lines.lines().anyMatch(line -> names.test(decoded(line)));
        } catch (IOException | UncheckedIOException e) {
            throw failed("read", file, e);
        }
    }

    private static void erase(Path file, Predicate<String> names) {
        try {
            if (file.toString().endsWith(LOG)) {
                blank(file, names);
            } else if (file.toString().endsWith(DeadLetters.FILE)) {
                DeadLetterLock.hold(file, () -> rewrite(file, names));
            } else {
                rewrite(file, names);
            }
        } catch (IOException | UncheckedIOException e) {
            throw failed("rewritten", file, e);
        }
    }

    private static void blank(Path file, Predicate<String> names) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long start = 0;
            for (int next = 0; next >= 0;) {
                next = in.read();
                if (next >= 0 && next != '\n') {
                    line.write(next);
                    continue;
                }
                if (names.test(line.toString(StandardCharsets.UTF_8))) {
                    out.write(ByteBuffer.wrap(" ".repeat(line.size()).getBytes(StandardCharsets.UTF_8)), start);
                }
                start += line.size() + 1;
                line.reset();
            }
        }
    }

    private static Path rewrite(Path file, Predicate<String> names) throws IOException {
        AtomicFile.write(file, out -> copy(file, names, out));
        return file;
    }

    private static void copy(Path file, Predicate<String> names, OutputStream out) throws IOException {
        try (BufferedReader lines = reader(file)) {
            OutputStream target = file.toString().endsWith(COMPRESSED) ? new GZIPOutputStream(out) : out;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!names.test(decoded(line))) {
                    target.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            if (target instanceof GZIPOutputStream compressed) {
                compressed.finish();
            }
        }
    }

    /** Reads bytes as characters, so that a copy has the same bytes whatever the encoding. */
    private static BufferedReader reader(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(
                file.toString().endsWith(COMPRESSED) ? new GZIPInputStream(in) : in, StandardCharsets.ISO_8859_1));
    }

    private static String decoded(String line) {
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static RecallException failed(String action, Path file, Exception e) {
        return new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be " + action + ": " + e, e);
    }
}
