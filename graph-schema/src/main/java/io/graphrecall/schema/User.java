package io.graphrecall.schema;

import java.util.List;
import java.util.Map;

/**
 * A user of the platform.
 *
 * @param profile attributes as the data set gives them
 * @param follows users whose contents this user asked for
 * @param blocks  authors this user never wants to see
 * @param mutes   tags this user never wants to see
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
