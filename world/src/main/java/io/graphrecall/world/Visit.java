package io.graphrecall.world;

import io.graphrecall.schema.Action;
import io.graphrecall.world.Clicks.Click;
import io.graphrecall.world.UserTimeline.Setting;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one user does on the platform from coming to going. Lasts until it is over or the user's events are used up. */
final class Visit {

    private final Platform platform;
    private final SimulatedUser user;
    private final Intents intents;
    private final Clicks clicks;
    private final Timeline time;
    private final UserTimeline log;
    private final Truth truth;
    private final Wording wording;
    private final Chance chance;
    private final String name;
    private Intent intent;

    /** @param number how many visits of this user came before */
    Visit(Platform platform, SimulatedUser user, int number, Timeline time, UserTimeline log, Truth truth,
            Chance chance) {
        this.platform = platform;
        this.user = user;
        this.time = time;
        this.log = log;
        this.truth = truth;
        this.chance = chance;
        name = "v" + Integer.toString(user.number(), 36) + "-" + Integer.toString(number, 36);
        wording = new Wording(platform.vocabulary());
        intents = new Intents(user, chance);
        clicks = new Clicks(platform, user, intents, time, log, chance);
        intent = intents.first();
    }

    /** At least one event, unless the user has no more. */
    void run() {
        int before = log.left();
        switch (user.kind()) {
            case SHOPPER -> shop();
            case SEARCHER -> search();
            case READER -> read();
            case COLD -> throw new IllegalStateException("user " + user.number() + " never comes");
        }
        if (log.left() == before) {
            query(new Setting("search", log.newRequest(), null));
        }
    }

    private void read() {
        if (chance.happens(0.25)) {
            search();
        }
        Click last = null;
        for (int steps = 1 + (int) chance.exponential(2); steps > 0 && !log.full(); steps--) {
            double choice = chance.fraction();
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

    /** A page of the feed. Returns what was opened last out of interest, or null. */
    private @Nullable Click browse() {
        Map<Integer, Click> opened = drawClicks(chance.below(4));
        FeedPage page = new FeedPage();
        opened.values().forEach(click -> page.add(click, chance));
        fill(page, 1 + chance.below(2));
        Setting feed = new Setting("feed", log.newRequest(), null);
        List<Integer> shown = page.fromTheTop();
        for (int place : shown) {
            log.add(time.at(), Action.IMPRESSION, platform.contents().id(place), -1, feed);
        }
        Click last = null;
        for (int place : shown) {
            Click click = opened.get(place);
            if (click == null) {
                pass(place, feed);
            } else {
                time.pass(1_000 + chance.exponential(6_000));
                open(click, feed);
                last = click.motive() == Motive.INTEREST ? click : last;
            }
        }
        return last;
    }

    /** Different ones by their places. */
    private Map<Integer, Click> drawClicks(int count) {
        Map<Integer, Click> drawn = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Click click = clicks.draw(intent);
            if (click != null) {
                drawn.putIfAbsent(click.place(), click);
            }
        }
        return drawn;
    }

    /** Adds what will be passed over: half of it popular, else something that suits or something new. */
    private void fill(FeedPage page, int more) {
        for (int i = 0; i < more; i++) {
            double choice = chance.fraction();
            int place = -1;
            if (choice < 0.5) {
                place = platform.contents().popular(this::mayBeShown, time.at(), chance);
            } else if (choice < 0.75) {
                place = platform.contents().forIntent(intents.first(), user, time.at(), chance);
            }
            if (place < 0) {
                place = platform.contents().any(this::mayBeShown, time.at(), chance);
            }
            if (place >= 0) {
                page.addUnopened(place, chance);
            }
        }
    }

    private boolean mayBeShown(int place) {
        return user.welcomes(place, platform.contents().content(place));
    }

    /** Videos that run by themselves and are none of the user's interests are skipped now and then. */
    private void pass(int place, Setting feed) {
        if (platform.contents().content(place).video() && clicks.isOutside(place) && chance.happens(0.15)) {
            time.pass(1_000);
            log.add(time.at(), Action.SKIP, platform.contents().id(place), 300 + (long) chance.exponential(800), feed);
        }
    }

    /** Opens something from the detail page of what was opened last: more of the same, or a distraction. */
    private Click openRelated(Click last) {
        time.pass(1_000 + chance.exponential(6_000));
        Intent same = new Intent(platform.contents().content(last.place()).tags().getFirst());
        Click click = clicks.draw(same);
        if (click == null) {
            return last;
        }
        open(click, new Setting("detail", log.newRequest(), null));
        return click.motive() == Motive.INTEREST ? click : last;
    }

    private void search() {
        Setting results = query(new Setting("search", log.newRequest(), null));
        if (user.kind() == SimulatedUser.Kind.SEARCHER) {
            return;
        }
        for (int count = chance.below(4); count > 0; count--) {
            time.pass(2_000 + chance.exponential(8_000));
            Click click = clicks.draw(intent);
            if (click != null) {
                open(click, results);
            }
        }
    }

    /** Types a query. Where queries tell nothing, its words are those of somebody else. */
    private Setting query(Setting setting) {
        boolean telling = chance.happens(platform.parameters().querySignal());
        Intent told = telling
                ? intent
                : new Intent(platform.vocabulary().drawField(chance) * WorldVocabulary.TAGS
                        + chance.below(WorldVocabulary.TAGS));
        String query = wording.query(told.tag(), chance);
        String event = log.add(time.at(), Action.SEARCH, query, -1, setting);
        if (event != null) {
            truth.search(event, name, intent, told);
        }
        return new Setting(setting.scene(), setting.requestId(), query);
    }

    /** Looks at items. Gifts are a quarter as frequent as clicks without interest are. */
    private void shop() {
        if (platform.items().isEmpty()) {
            return;
        }
        Setting shop = new Setting("shop", null, null);
        for (int views = 1 + chance.below(3); views > 0; views--) {
            boolean gift = chance.happens(platform.parameters().noise() / 4);
            int item = gift ? platform.items().any(chance) : platform.items().forIntent(intent, chance);
            String id = CatalogueSimulation.itemId(item);
            double dwell = chance.logNormal(20_000, 0.6);
            log.add(time.at(), Action.VIEW, id, (long) dwell, shop);
            time.pass(dwell);
            if (chance.happens(0.25)) {
                log.add(time.at(), Action.CART, id, -1, shop);
                time.pass(20_000);
                if (chance.happens(0.4)) {
                    log.add(time.at(), Action.PURCHASE, id, -1, shop);
                }
            }
            time.pass(1_000 + chance.exponential(15_000));
        }
    }

    private void open(Click click, Setting setting) {
        Intent now = intent;
        String event = clicks.open(click, setting);
        if (event != null) {
            truth.click(event, name, now, click.motive());
        }
    }
}
