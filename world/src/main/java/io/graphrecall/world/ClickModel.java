package io.graphrecall.world;

import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Model of the contents that a user opens, with or without interest, and of the reactions. */
final class ClickModel {

    /**
     * Opened content.
     *
     * @param rank rank of the content in the {@link ContentSampler}
     */
    record Click(int rank, Motive motive) {}

    private static final double POSITION_SHARE = 0.4;
    private static final double POPULARITY_SHARE = 0.35;
    private static final int ATTEMPTS = 3;

    private static final List<Action> REACTIONS = List.of(Action.LIKE, Action.FAVOURITE, Action.SHARE, Action.COMMENT);
    private static final List<Double> REACTION_SHARES = List.of(0.12, 0.06, 0.03, 0.03);
    private static final double DISLIKE_SHARE = 0.04;

    private final Platform platform;
    private final ContentSampler contents;
    private final SimulatedUser user;
    private final IntentModel intents;
    private final UserClock clock;
    private final UserLog log;
    private final SeededRandom random;

    ClickModel(Platform platform, SimulatedUser user, IntentModel intents, UserClock clock, UserLog log,
            SeededRandom random) {
        this.platform = platform;
        contents = platform.contents();
        this.user = user;
        this.intents = intents;
        this.clock = clock;
        this.log = log;
        this.random = random;
    }

    /** Draws the next content to open; null if there is none. */
    @Nullable
    Click draw(Intent intent) {
        Motive motive = motive();
        int rank = motive == Motive.INTEREST ? interesting(intent) : distracting(motive);
        if (rank < 0) {
            return null;
        }
        user.markOpened(rank, motive == Motive.INTEREST);
        return new Click(rank, motive);
    }

    /**
     * Logs the opening of a content, its dwell time and possible reactions. Returns the event id, or null if the event
     * was not logged.
     */
    @Nullable
    String open(Click click, UserLog.Context context) {
        SimulatedContent content = contents.content(click.rank());
        String id = contents.id(click.rank());
        double dwell = random.nextLogNormal(click.motive().medianDwell(), 0.8);
        String eventId = log.add(clock.now(), content.video() ? Action.PLAY : Action.CLICK, id, (long) dwell, context);
        clock.advance(dwell);
        react(click.motive(), id, context);
        return eventId;
    }

    /** Returns true if a content is outside the user's interests and neither opened before nor unwanted. */
    boolean isOutside(int rank) {
        SimulatedContent content = contents.content(rank);
        return !user.interestedIn(content.field()) && user.accepts(rank, content);
    }

    private Motive motive() {
        if (!random.nextBoolean(platform.parameters().noise())) {
            return Motive.INTEREST;
        }
        double draw = random.nextDouble();
        if (draw < POSITION_SHARE) {
            return Motive.POSITION;
        }
        return draw < POSITION_SHARE + POPULARITY_SHARE ? Motive.POPULARITY : Motive.BAIT;
    }

    /** Draws a content by interest. If there is no new one, a previously enjoyed content is opened again. */
    private int interesting(Intent intent) {
        int rank = contents.forIntent(intent, user, clock.now(), random);
        for (int attempt = 0; rank < 0 && attempt < ATTEMPTS; attempt++) {
            rank = contents.forIntent(intents.first(), user, clock.now(), random);
        }
        return rank < 0 ? favourite() : rank;
    }

    private int favourite() {
        int rank = user.favourite(random);
        return rank >= 0 && contents.content(rank).visible(clock.now())
                && user.interestedIn(contents.content(rank).field()) ? rank : -1;
    }

    private int distracting(Motive motive) {
        int rank = switch (motive) {
            case POPULARITY -> contents.popular(this::isOutside, clock.now(), random);
            case BAIT -> contents.clickbait(this::isOutside, clock.now(), random);
            case POSITION, INTEREST -> -1;
        };
        return rank < 0 ? contents.any(this::isOutside, clock.now(), random) : rank;
    }

    private void react(Motive motive, String content, UserLog.Context context) {
        double draw = random.nextDouble() / motive.reactionFactor();
        for (int i = 0; i < REACTIONS.size(); i++) {
            if (draw < REACTION_SHARES.get(i)) {
                log.add(clock.now(), REACTIONS.get(i), content, -1, context);
                return;
            }
            draw -= REACTION_SHARES.get(i);
        }
        if (motive != Motive.INTEREST && random.nextBoolean(DISLIKE_SHARE)) {
            log.add(clock.now(), Action.DISLIKE, content, -1, context);
        }
    }
}
