/** User: record, interests, recent behaviour, and the triggers of a recall. */
import type {RecentEvent, User} from 'contract';
import {get} from '../lib/api.ts';
import {named, number, score, t, textOf, timeText} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {link, open, type Params} from '../lib/route.ts';
import {Bar, Content, Trigger} from '../parts/content.tsx';
import {Field, Form} from '../parts/form.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Show} from '../parts/states.tsx';
import {UserInput} from '../parts/user-input.tsx';
import {preview} from './recall-request.ts';

const MAX_INTERESTS = 15;

/** Returns the triggers of a recall with the number of contents of each, most first. */
async function triggers(id: string, signal: AbortSignal) {
  const {contents} = await preview(id, signal);
  const counts = new Map<string, number>();
  for (const {channels = []} of contents) {
    for (const trigger of new Set(channels.flatMap(channel => channel.trigger || []))) {
      counts.set(trigger, (counts.get(trigger) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_INTERESTS);
}

export function UserView({params}: {params: Params}) {
  const id = params.id ?? params.user ?? ''; // other views name it user
  const user = useLoad(id || null, async signal => ({shown: id, profile: await get('/v1/users/{user_id}', {user_id: id}, signal)}));
  const found = useLoad(user.data ? id : null, signal => triggers(id, signal));
  return (
    <>
      <h1>{t('view.user')}</h1>
      <p class="lead">{t('user.lead')}</p>
      <Form onValues={({id}) => open('user', {id})}>
        <Field label={t('field.user')} wide>
          <UserInput name="id" value={id} required />
        </Field>
        <button>{t('field.show')}</button>
      </Form>
      <Show of={user} empty={t('user.empty')}>{({shown, profile}) => (
        <>
          <p class="actions"><a class="button" href={link('recall', {user: shown})}>{t('user.recall')}</a></p>
          <Record of={profile} />
          <div class="grid">
            <Interests title={t('user.tags')} of={profile.tags.map(one => ({...one, name: one.tag}))} />
            <Interests title={t('user.categories')} of={profile.categories.map(one => ({...one, name: one.category.join(' › ')}))} />
            {profile.attributes.length > 0
              && <Interests title={t('user.attributes')} of={profile.attributes.map(one => ({...one, name: `${one.property}=${one.value}`}))} />}
            <section class="panel">
              <h2>{t('user.triggers')}</h2><p class="muted">{t('user.triggers.help')}</p>
              <Show of={found}>{list => list.length === 0 ? <p class="muted">{t('user.none')}</p> : (
                <ul class="bars">{list.map(([trigger, count]) => (
                  <li><Trigger of={trigger} /><Bar value={count} max={list[0]?.[1] ?? 0} /><span class="n">{count}</span></li>))}</ul>)}</Show>
            </section>
          </div>
          <Recent events={profile.recent} />
        </>)}</Show>
    </>);
}

/** What the catalogue says of a user; nothing if it says nothing, or if the graph does not respond. */
function Record({of: {profile = {}, follows = [], blocks = [], mutes = []}}: {of: User}) {
  const preferences = ([['follows', follows], ['blocks', blocks], ['mutes', mutes]] as const).filter(([, ids]) => ids.length > 0);
  const attributes = Object.entries(profile);
  if (preferences.length + attributes.length === 0) {
    return null;
  }
  return (
    <section class="panel">
      <h2>{t('user.record')}</h2>
      <dl>
        {attributes.map(([name, value]) => <><dt>{name}</dt><dd>{textOf(value)}</dd></>)}
        {preferences.map(([name, ids]) => <><dt>{t(`user.${name}`)}</dt><dd>{ids.join(', ')}</dd></>)}
      </dl>
    </section>);
}

interface Interest {
  name: string;
  weight: number;
  horizon: 'realtime' | 'longterm';
}

function Interests({title, of}: {title: string, of: Interest[]}) {
  const strongest = [...of].sort((a, b) => b.weight - a.weight);
  const horizons = (['realtime', 'longterm'] as const).map(horizon => ({horizon, list: strongest.filter(one => one.horizon === horizon)}));
  return (
    <section class="panel">
      <h2>{title}</h2>
      {of.length === 0 && <p class="muted">{t('user.none')}</p>}
      {horizons.filter(({list}) => list.length > 0).map(({horizon, list}) => (
        <>
          <h3>{t(`horizon.${horizon}`)}</h3>
          <ul class={`bars ${horizon}`}>{list.slice(0, MAX_INTERESTS).map(({name, weight}) => (
            <li><span title={name}>{name}</span><Bar value={weight} max={list[0]?.weight ?? 0} /><span class="n">{score(weight)}</span></li>))}
          </ul>
        </>))}
    </section>);
}

function Recent({events}: {events: RecentEvent[]}) {
  if (events.length === 0) {
    return <><h2>{t('user.recent')}</h2><p class="muted">{t('user.none')}</p></>;
  }
  return (
    <>
      <h2>{t('user.recent')}</h2>
      <Scroll label={t('user.recent')}><table class="cards">
        <thead><tr><th>{t('user.time')}</th><th>{t('user.action')}</th><th>{t('user.target')}</th>
          <th class="n">{t('user.dwell')}</th><th>{t('field.scene')}</th></tr></thead>
        <tbody>{events.map(event => (
          <tr key={event.event_id}>
            <td class="nowrap" title={event.timestamp}>{timeText(Date.parse(event.timestamp))}</td>
            <td><span class="badge">{named('action', event.action)}</span></td>
            <td class="full">{event.content_id ? <Content id={event.content_id} /> : event.query
              ? <q>{event.query}</q> : <code>{event.item_id}</code>}</td>
            <td class="n" data-label={t('user.dwell')}>{event.dwell_ms !== undefined && `${number(event.dwell_ms / 1000)} s`}</td>
            <td data-label={t('field.scene')}>{event.scene}</td>
          </tr>))}</tbody>
      </table></Scroll>
    </>);
}
