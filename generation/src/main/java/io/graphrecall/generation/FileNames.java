package io.graphrecall.generation;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

final class FileNames {

    static final String MANIFEST = "manifest.json";
    private static final String INDEX = ".index.jsonl";
    static final String MANIFEST_CHECKSUM = "manifest.sha256";

    /** No separators and no leading dot, so that a received name cannot point outside the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?");

    private FileNames() {}

    static String array(String name) {
        return name + ".npy";
    }

    static String index(String name) {
        return name + INDEX;
    }

    /** Returns the name of the index in a file, or null if the file is no index. */
    static @Nullable String indexName(String file) {
        return file.endsWith(INDEX) ? file.substring(0, file.length() - INDEX.length()) : null;
    }

    static String shape(String table) {
        return array(table + ".shape");
    }

    static String offsets(String table) {
        return array(table + ".offsets");
    }

    static String columns(String table) {
        return array(table + ".columns");
    }

    static String weights(String table) {
        return array(table + ".weights");
    }

    static String vectors(String embedding) {
        return array(embedding + ".vectors");
    }

    static String ordinals(String embedding) {
        return array(embedding + ".ordinals");
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name
                    + "' is not a valid name in a generation: use letters, digits and inner _ . -");
        }
    }

    static void requireDataFile(String file) {
        requireName(file);
        if (file.equals(MANIFEST) || file.equals(MANIFEST_CHECKSUM)) {
            throw new IllegalArgumentException("'" + file + "' is reserved and not a data file");
        }
    }
}
