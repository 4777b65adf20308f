/** Users to try: a random one, and one without behaviour. */
import {post} from '../lib/api.ts';
import {t} from '../lib/i18n.ts';
import {currentRoute, open, type Params} from '../lib/route.ts';

const MANY = '1000000';

/** Returns a random user whose number of engagements is in a range. */
async function sample(minimum: string, maximum: string) {
  const {rows: [first]} = await post('/v1/queries', {}, {
    name: 'random-users', parameters: {min_engagements: minimum, max_engagements: maximum, limit: '1'},
  });
  return first && String(first[0]);
}

/** Returns a random user with engagements. */
export async function randomUser() {
  const user = await sample('1', MANY);
  if (user === undefined) {
    throw new Error(t('recall.pick.none'));
  }
  return user;
}

/** Returns a random user without engagements, or else a new id. */
export const coldUser = async () => await sample('0', '0') ?? `new-${Math.random().toString(36).slice(2, 8)}`;

let latest = 0;

/** Chooses a user and shows it, unless the reader chose again or opened another address meanwhile. */
export async function openChosen(view: string, choose: () => Promise<string>, changes: (user: string) => Params) {
  const mine = ++latest;
  const address = location.hash;
  const user = await choose();
  if (mine === latest && location.hash === address) {
    open(view, {...currentRoute().params, ...changes(user)});
  }
}
