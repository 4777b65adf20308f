/** Why not?: the outcome of one content for one user in every channel, with paths in the graph. */
import type {Explanation as Answer, ExplainedChannel} from 'contract';
import {get, post} from '../lib/api.ts';
import {t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {link, open, type Params} from '../lib/route.ts';
import {Channel, Content, Trigger} from '../parts/content.tsx';
import {Field, Form, Input, Select} from '../parts/form.tsx';
import {PathGraph} from '../parts/path-graph.tsx';
import {Said} from '../parts/said.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Show} from '../parts/states.tsx';
import {UserInput} from '../parts/user-input.tsx';
import {sharesOf} from './recall-mixer.tsx';
import {requestOf, serviceTime} from './recall-request.ts';

const GOOD = ['recalled'];
const BAD = ['deadline', 'failed'];
/** Outcomes that need no further words. */
const CLEAR = ['recalled', 'not_connected', 'deadline'];
/** Outcomes whose detail is about the blended list. */
const OF_BLEND = ['below_cut', 'limit'];
/** Parameters that only a link from a recall has. */
const OF_RECALL = ['events', 'context', 'blend', 'channels', 'generation'];

export function WhyView({params}: {params: Params}) {
  const {user = '', content = '', scene, events} = params;
  const ofRecall = OF_RECALL.filter(name => params[name]);
  const scenes = useLoad('scenes', signal => get('/v1/scenes', {}, signal));
  const ofScene = scenes.data?.scenes.find(({name}) => name === scene);
  const isReady = (user || events) && content && (ofScene || !params.channels);
  const explanation = useLoad(isReady ? JSON.stringify(params) : null, async signal => {
    const shares = ofScene && params.channels ? sharesOf(params.channels, ofScene) : [];
    const request = requestOf({size: '100', ...params}, scene, shares, events ? await serviceTime() : 0);
    return {params, answer: await post('/v1/explain', {}, {...request, content_id: content}, signal)};
  });
  return (
    <>
      <h1>{t('view.why')}</h1>
      <p class="lead">{t('why.lead')}</p>
      <Form onValues={values => open('why', {...params, ...values, events: values.user ? '' : events})}>
        <Field label={t('field.user')} wide>
          <UserInput name="user" value={user} required={!events} />
        </Field>
        <Field label={t('field.content')} wide>
          <Input name="content" value={content} required />
        </Field>
        <Field label={t('field.scene')}>
          <Select name="scene" value={scene ?? ''}>
            <option value="">{t('why.scene')}</option>
            {(scenes.data?.scenes ?? []).map(({name}) => <option value={name}>{name}</option>)}
          </Select>
        </Field>
        <Field label={t('field.size')}>
          <Input name="size" type="number" min="1" max="1000" value={params.size ?? '100'} class="short" required />
        </Field>
        <Field label={t('field.query')}>
          <Input name="query" value={params.query} />
        </Field>
        <button>{t('field.show')}</button>
      </Form>
      {ofRecall.length > 0 && <p class="muted">{t('why.as', {fields: ofRecall.join(', ')})}</p>}
      <Show of={explanation} empty={t('why.empty')}>{shown => <Explanation {...shown} />}</Show>
    </>);
}

const TRIGGER = '; trigger ';

/** Returns what the detail of a channel says beyond outcome, rank and exclusions, and its trigger. */
function detailOf({outcome, detail}: ExplainedChannel, excluded: string) {
  const at = detail.lastIndexOf(TRIGGER);
  const [all, trigger] = at < 0 ? [detail] : [detail.slice(0, at), detail.slice(at + TRIGGER.length)];
  const rest = all.replace(/^rank \d+ in the channel, (but )?/, '');
  return {text: rest === excluded || CLEAR.includes(outcome) ? '' : rest, trigger};
}

function Explanation({answer, params}: {answer: Answer, params: Params}) {
  const excluded = answer.excluded_by.map(({detail}) => detail).join('; ');
  const channels = answer.channels.map(channel => ({...channel, ...detailOf(channel, excluded)}));
  const {text: cut} = channels.find(({outcome}) => OF_BLEND.includes(outcome)) ?? {}; // the same for all channels
  const paths = answer.channels.flatMap(channel => channel.paths.map(path => ({...path, channel: channel.id})));
  return (
    <>
      <div class={`verdict panel ${answer.recalled ? 'good' : 'bad'}`}>
        <strong>{answer.recalled ? t('why.recalled', {rank: answer.rank ?? ''}) : t('why.missing', {size: answer.size})}</strong>
        {cut && <span><Said of={cut} /></span>}
        <Content id={params.content ?? ''} />
        <a href={link('recall', {...params, content: ''})}>{t('user.recall')}</a>
      </div>
      {answer.excluded_by.length > 0 && (
        <>
          <h2>{t('why.excluded')}</h2>
          <ul class="plain excluded">{answer.excluded_by.map(({pointer, detail}) => (
            <li><Said of={detail} /> {pointer && <code>{pointer}</code>}</li>))}</ul>
        </>)}
      <Scroll label={t('why.outcome')}><table class="outcomes">
        <thead><tr><th>{t('recall.channel')}</th><th>{t('why.outcome')}</th><th class="n">{t('recall.rank')}</th>
          <th>{t('why.detail')}</th></tr></thead>
        <tbody>{channels.map(({id, outcome, rank, text, trigger}) => (
          <tr class={outcome === 'off' || outcome === 'not_connected' ? 'faint' : ''}>
            <td><Channel id={id} /></td>
            <td><span class={`badge ${GOOD.includes(outcome) ? 'good' : BAD.includes(outcome) ? 'bad' : ''}`}>{t(`outcome.${outcome}`)}</span></td>
            <td class="n">{rank ?? '–'}</td>
            <td class="detail">{text && text !== cut && <><Said of={text} />{' '}</>}
              {trigger && <><span class="muted">{t('recall.trigger')}:</span> <Trigger of={trigger} /></>}</td>
          </tr>))}</tbody>
      </table></Scroll>
      <h2>{t('why.paths')}</h2>
      {paths.length === 0 ? <p class="muted">{t('why.paths.none')}</p> : (
        <>
          <p class="muted">{t('why.paths.help')}</p>
          <p>{[...new Set(paths.map(({channel}) => channel))].map(id => <><Channel id={id} /> </>)}</p>
          <PathGraph paths={paths} />
        </>)}
    </>);
}
