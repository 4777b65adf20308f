package io.graphrecall.loaders.adapters;

import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** File operations shared by the adapters. */
final class SourceFolders {

    /** Order of files by name, with numbers in their numeric order. */
    static final Comparator<Path> BY_NAME = Comparator.comparing(SourceFolders::naturalOrder);

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private SourceFolders() {}

    private static String naturalOrder(Path file) {
        return NUMBER.matcher(file.getFileName().toString())
                .replaceAll(number -> "%020d".formatted(new BigInteger(number.group())));
    }

    /** Returns a file of a folder, plain or gzipped, if it exists. */
    static Optional<Path> file(Path folder, String name) {
        return Stream.of(name, name + ".gz").map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    static boolean has(Path folder, String name) {
        return file(folder, name).isPresent();
    }

    /** Returns the files of a folder whose names match, sorted by name. */
    static List<Path> files(Path folder, Predicate<String> name) {
        return entries(folder, name).stream().filter(Files::isRegularFile).toList();
    }

    /** Returns the files and folders of a folder whose names match, sorted by name. */
    static List<Path> entries(Path folder, Predicate<String> name) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> name.test(entry.getFileName().toString())).sorted().toList();
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Passes the usable records of an auxiliary file to a consumer.
     *
     * @throws RecallException INVALID if the rest of the file cannot be read
     */
    static void forEach(RecordSource source, Consumer<Row> sink) {
        try (RecordReader in = source.open()) {
            for (RawRecord record = in.next(); record != null; record = in.next()) {
                if (record.endsFile()) {
                    throw new RecallException(Code.INVALID,
                            source.name() + " line " + record.line() + " " + record.error());
                }
                if (record.error() == null) {
                    sink.accept(new Row(record.json()));
                }
            }
        } catch (InterruptedIOException e) {
            throw new RecallException(Code.CANCELLED, "stopped while reading " + source.name(), e);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, source.name() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
