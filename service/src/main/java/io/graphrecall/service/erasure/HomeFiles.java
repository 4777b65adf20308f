package io.graphrecall.service.erasure;

import io.graphrecall.generation.AtomicFile;
import io.graphrecall.loaders.dataset.DeadLetterLock;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.intake.Spool;
import io.graphrecall.service.intake.TopicIntake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Text files of a home that may name users: dead letters, the spool, logs, data of a tuning, and the simulated world. Symbolic links
 * are not followed. Thread-safe; one erasure runs at a time.
 */
public final class HomeFiles {

    private static final Logger LOG = LoggerFactory.getLogger(HomeFiles.class);
    private static final List<String> ENTRIES = List.of(DeadLetters.FILE, TopicIntake.DEAD_LETTERS, Spool.FILE,
            Spool.DEAD_LETTERS, "logs",
            "tuning", "world");
    /** Also what Logback is about to compress: {@code feedback.2026-01-02.0.log123.tmp}. */
    private static final Pattern TEXT = Pattern.compile(".*\\.((jsonl?|csv|tsv|log|txt)(\\.gz)?|log-?\\d+\\.tmp)");
    private static final Pattern LOG_FILE = Pattern.compile(".*\\.log(-?\\d+\\.tmp)?");
    private static final String COMPRESSED = ".gz";
    /** Time without a change after which a compressed file that has no end is not about to get one. */
    private static final Duration COMPRESSION = Duration.ofSeconds(10);
    private static final long PAUSE_MS = 100;

    private final Path home;

    public HomeFiles(Path home) {
        this.home = home;
    }

    /**
     * A file under a path. After a log is rolled or a file is rewritten, another file is there.
     *
     * @param key identity in the file system
     */
    private record Entry(Path path, String key) {}

    /** Searches all files. Returns true for each file that names the user, in the order of their paths. */
    public Map<Path, Boolean> search(UserId user) {
        Predicate<String> names = new UserMention(user);
        Map<Path, Boolean> found = new TreeMap<>();
        for (Entry file : files()) {
            try {
                found.put(file.path, names(file.path, names));
            } catch (NoSuchFileException e) {
                LOG.debug("{} is gone", file.path, e);
            } catch (IOException e) {
                throw failed("read", file.path, e);
            }
        }
        return found;
    }

    /**
     * Deletes the lines that name a user. In a log, to which a service may append, spaces take their place. Logs that are
     * rolled meanwhile are clean as well. A file that cannot be cleaned does not prevent the others from being so.
     *
     * @throws RecallException UNAVAILABLE if a file cannot be cleaned
     */
    public void erase(UserId user) {
        erase(new UserMention(user));
    }

    synchronized void erase(Predicate<String> names) {
        Set<Entry> done = new HashSet<>();
        List<RecallException> failures = new ArrayList<>();
        for (List<Entry> next = others(done); !next.isEmpty(); next = others(done)) {
            for (Entry file : next) {
                try {
                    if (clean(file, names)) {
                        done.add(file);
                    }
                } catch (IOException e) {
                    done.add(file);
                    failures.add(failed("cleaned", file.path, e));
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /** Returns the files that are not done yet, in the order of their paths. */
    private List<Entry> others(Set<Entry> done) {
        return files().stream().filter(file -> !done.contains(file)).toList();
    }

    /** Returns false if the file is gone, or has to be cleaned later because it is being written. */
    private static boolean clean(Entry file, Predicate<String> names) throws IOException {
        try {
            if (names(file.path, names)) {
                erase(file.path, names);
            }
            return true;
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone", file.path, e);
            return false;
        } catch (EOFException e) {
            if (Files.getLastModifiedTime(file.path).toInstant().isBefore(Instant.now().minus(COMPRESSION))) {
                throw e;
            }
            pause();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecallException(RecallException.Code.CANCELLED, "interrupted", e);
        }
    }

    private List<Entry> files() {
        List<Entry> files = new ArrayList<>();
        for (String name : ENTRIES) {
            Path path = home.resolve(name);
            try {
                Files.walkFileTree(path, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile() && TEXT.matcher(file.getFileName().toString()).matches()) {
                            files.add(new Entry(file, String.valueOf(attributes.fileKey())));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
            } catch (IOException e) {
                throw failed("searched", path, e);
            }
        }
        files.sort(Comparator.comparing(Entry::path));
        return files;
    }

    private static boolean names(Path file, Predicate<String> names) throws IOException {
        try (BufferedReader lines = reader(file)) {
            return lines.lines().anyMatch(line -> names.test(decoded(line)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isLog(Path file) {
        return LOG_FILE.matcher(file.getFileName().toString()).matches();
    }

    private static void erase(Path file, Predicate<String> names) throws IOException {
        if (isLog(file)) {
            blank(file, names);
        } else if (file.toString().endsWith(DeadLetters.FILE)) {
            DeadLetterLock.hold(file, () -> rewrite(file, names));
        } else {
            rewrite(file, names);
        }
    }

    private static void blank(Path file, Predicate<String> names) throws IOException {
        // One channel, since the path may be that of another file by the time it is opened again.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                InputStream in = new BufferedInputStream(Channels.newInputStream(channel))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long start = 0;
            for (int next = 0; next >= 0;) {
                next = in.read();
                if (next >= 0 && next != '\n') {
                    line.write(next);
                    continue;
                }
                if (names.test(line.toString(StandardCharsets.UTF_8))) {
                    channel.write(ByteBuffer.wrap(" ".repeat(line.size()).getBytes(StandardCharsets.UTF_8)), start);
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
