package io.graphrecall.schema;

import java.util.List;
import java.util.Map;

/**
 * User of the platform.
 *
 * @param profile profile attributes from the data set
 * @param follows authors whom this user follows
 * @param blocks  authors whose contents are not recalled for this user
 * @param mutes   tags whose contents are not recalled for this user
 */
public record User(
        UserId id, Map<String, Object> profile, List<UserId> follows, List<UserId> blocks, List<TagName> mutes) {

    public User {
        profile = Map.copyOf(profile);
        follows = List.copyOf(follows);
        blocks = List.copyOf(blocks);
        mutes = List.copyOf(mutes);
    }
}
