package io.graphrecall.world;

import io.graphrecall.schema.Action;
import io.graphrecall.world.ClickModel.Click;
import io.graphrecall.world.UserLog.Context;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One visit of a user. Ends when its steps are over or the user's events are used up. */
final class Visit {

    private final Platform platform;
    private final SimulatedUser user;
    private final IntentModel intents;
    private final ClickModel clickModel;
    private final UserClock clock;
    private final UserLog log;
    private final GroundTruth groundTruth;
    private final TextGenerator texts;
    private final SeededRandom random;
    private final String id;
    private Intent intent;

    /** @param number number of earlier visits of this user */
    Visit(Platform platform, SimulatedUser user, int number, UserClock clock, UserLog log, GroundTruth groundTruth,
            SeededRandom random) {
        this.platform = platform;
        this.user = user;
        this.clock = clock;
        this.log = log;
        this.groundTruth = groundTruth;
        this.random = random;
        id = "v" + Integer.toString(user.number(), 36) + "-" + Integer.toString(number, 36);
        texts = new TextGenerator(platform.vocabulary());
        intents = new IntentModel(user, random);
        clickModel = new ClickModel(platform, user, intents, clock, log, random);
        intent = intents.first();
    }

    /** Logs at least one event, unless the user has no more. */
    void run() {
        int before = log.remaining();
        switch (user.kind()) {
            case SHOPPER -> shop();
            case SEARCHER -> search();
            case READER -> read();
            case COLD -> throw new IllegalStateException("user " + user.number() + " has no visits");
        }
        if (log.remaining() == before) {
            query(new Context("search", log.newRequest(), null));
        }
    }

    private void read() {
        if (random.nextBoolean(0.25)) {
            search();
        }
        Click last = null;
        for (int steps = 1 + (int) random.nextExponential(2); steps > 0 && !log.isFull(); steps--) {
            double choice = random.nextDouble();
            if (choice < 0.1) {
                search();
            } else if (choice < 0.2) {
                shop();
            } else if (choice < 0.45 && last != null) {
                last = openRelated(last);
            } else {
                last = browse();
            }
            intent = intents.next(intent);
        }
    }

    /** Views one page of the feed. Returns the last content opened out of interest, or null. */
    private @Nullable Click browse() {
        Map<Integer, Click> opened = drawClicks(random.nextInt(4));
        FeedPage page = new FeedPage();
        opened.values().forEach(click -> page.add(click, random));
        fill(page, 1 + random.nextInt(2));
        Context feed = new Context("feed", log.newRequest(), null);
        List<Integer> shown = page.topToBottom();
        for (int rank : shown) {
            log.add(clock.now(), Action.IMPRESSION, platform.contents().id(rank), -1, feed);
        }
        Click last = null;
        for (int rank : shown) {
            Click click = opened.get(rank);
            if (click == null) {
                maybeSkip(rank, feed);
            } else {
                clock.advance(1_000 + random.nextExponential(6_000));
                open(click, feed);
                last = click.motive() == Motive.INTEREST ? click : last;
            }
        }
        return last;
    }

    /** Draws distinct clicks by rank. */
    private Map<Integer, Click> drawClicks(int count) {
        Map<Integer, Click> drawn = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Click click = clickModel.draw(intent);
            if (click != null) {
                drawn.putIfAbsent(click.rank(), click);
            }
        }
        return drawn;
    }

    /** Adds contents that are not opened: half of them popular, the others matching an interest or new. */
    private void fill(FeedPage page, int count) {
        for (int i = 0; i < count; i++) {
            double choice = random.nextDouble();
            int rank = -1;
            if (choice < 0.5) {
                rank = platform.contents().popular(this::isAcceptable, clock.now(), random);
            } else if (choice < 0.75) {
                rank = platform.contents().forIntent(intents.first(), user, clock.now(), random);
            }
            if (rank < 0) {
                rank = platform.contents().any(this::isAcceptable, clock.now(), random);
            }
            if (rank >= 0) {
                page.addUnopened(rank, random);
            }
        }
    }

    private boolean isAcceptable(int rank) {
        return user.accepts(rank, platform.contents().content(rank));
    }

    /** Skips an autoplaying video outside the user's interests with a small probability. */
    private void maybeSkip(int rank, Context feed) {
        if (platform.contents().content(rank).video() && clickModel.isOutside(rank) && random.nextBoolean(0.15)) {
            clock.advance(1_000);
            log.add(clock.now(), Action.SKIP, platform.contents().id(rank), 300 + (long) random.nextExponential(800),
                    feed);
        }
    }

    /** Opens a content from the detail page of the last one: a related content or a distraction. */
    private Click openRelated(Click last) {
        clock.advance(1_000 + random.nextExponential(6_000));
        Intent same = new Intent(platform.contents().content(last.rank()).tags().getFirst());
        Click click = clickModel.draw(same);
        if (click == null) {
            return last;
        }
        open(click, new Context("detail", log.newRequest(), null));
        return click.motive() == Motive.INTEREST ? click : last;
    }

    private void search() {
        Context results = query(new Context("search", log.newRequest(), null));
        if (user.kind() == SimulatedUser.Kind.SEARCHER) {
            return;
        }
        for (int count = random.nextInt(4); count > 0; count--) {
            clock.advance(2_000 + random.nextExponential(8_000));
            Click click = clickModel.draw(intent);
            if (click != null) {
                open(click, results);
            }
        }
    }

    /** Searches. A query without signal is about a random tag. */
    private Context query(Context context) {
        boolean informative = random.nextBoolean(platform.parameters().querySignal());
        Intent queryIntent = informative
                ? intent
                : new Intent(platform.vocabulary().drawField(random) * WorldVocabulary.TAGS
                        + random.nextInt(WorldVocabulary.TAGS));
        String query = texts.query(queryIntent.tag(), random);
        String event = log.add(clock.now(), Action.SEARCH, query, -1, context);
        if (event != null) {
            groundTruth.search(event, id, intent, queryIntent);
        }
        return new Context(context.scene(), context.requestId(), query);
    }

    /** Views items. Gifts are a quarter as frequent as noise clicks. */
    private void shop() {
        if (platform.items().isEmpty()) {
            return;
        }
        Context shop = new Context("shop", null, null);
        for (int views = 1 + random.nextInt(3); views > 0; views--) {
            boolean gift = random.nextBoolean(platform.parameters().noise() / 4);
            int item = gift ? platform.items().any(random) : platform.items().forIntent(intent, random);
            String id = CatalogueGenerator.itemId(item);
            double dwell = random.nextLogNormal(20_000, 0.6);
            log.add(clock.now(), Action.VIEW, id, (long) dwell, shop);
            clock.advance(dwell);
            if (random.nextBoolean(0.25)) {
                log.add(clock.now(), Action.CART, id, -1, shop);
                clock.advance(20_000);
                if (random.nextBoolean(0.4)) {
                    log.add(clock.now(), Action.PURCHASE, id, -1, shop);
                }
            }
            clock.advance(1_000 + random.nextExponential(15_000));
        }
    }

    private void open(Click click, Context context) {
        Intent currentIntent = intent;
        String event = clickModel.open(click, context);
        if (event != null) {
            groundTruth.click(event, id, currentIntent, click.motive());
        }
    }
}
