package io.graphrecall.pipeline.channel;

import io.graphrecall.content.text.Terms;
import io.graphrecall.pipeline.settings.SettingsValues;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * The parts of a service that modules share.
 *
 * @param settings     values of all sections
 * @param cacheFolder  the folder for data that can be computed again, such as text embeddings; builds use the same
 * @param mediaFolder  the folder for media of contents that were posted without a folder
 * @param terms        splits texts into terms
 * @param boards       pool of score boards
 * @param memberCaches returns the cache with a name, in memory shared by all members of the cluster
 */
public record ModuleContext(
        SettingsValues settings,
        Path cacheFolder,
        Path mediaFolder,
        Terms terms,
        ScoreBoards boards,
        Function<String, MemberCache> memberCaches) {

    /** The folder of a home with data that can be computed again, such as text embeddings; it may be deleted. */
    public static final String CACHE = "cache";

    /** The folder of a home with the media of contents that were posted without a folder. */
    public static final String MEDIA = "media";

    /** Returns the context of a home. */
    public static ModuleContext of(
            Path home, SettingsValues settings, ScoreBoards boards, Function<String, MemberCache> memberCaches) {
        return new ModuleContext(
                settings, home.resolve(CACHE), home.resolve(MEDIA), new Terms(), boards, memberCaches);
    }
}
