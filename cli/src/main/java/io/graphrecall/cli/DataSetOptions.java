package io.graphrecall.cli;

import io.graphrecall.loaders.adapters.Layout;
import io.graphrecall.loaders.dataset.DataSetFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;

/** Options of commands that read a data set. */
final class DataSetOptions {

    @Option(names = "--format", paramLabel = "FORMAT", converter = LayoutName.class, completionCandidates = LayoutName.class, description = "Layout of the data set: ${COMPLETION-CANDIDATES} (default: detected from its files).")
    private @Nullable Layout layout;

    /** Opens a data set with these options. */
    DataSetFolder open(Path folder) {
        return DataSetFolder.open(folder, layout, Clock.systemUTC());
    }

    /** Converter of layout names. */
    static final class LayoutName implements ITypeConverter<Layout>, Iterable<String> {

        @Override
        public Layout convert(String name) {
            return Layout.ofWireName(name).orElseThrow(() -> new TypeConversionException(
                    "'" + name + "' is not a layout, use one of "
                            + Arrays.stream(Layout.values()).map(Layout::wireName).collect(Collectors.joining(", "))));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Layout.values()).map(Layout::wireName).iterator();
        }
    }
}
