/** Why not?: the outcome of one content for one user in every channel, with paths in the graph. */
import type {Explanation as Answer} from 'contract';
import {get, post} from '../lib/api.ts';
import {t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {link, open, type Params} from '../lib/route.ts';
import {Channel, Content} from '../parts/content.tsx';
import {Field, Form, Input, Select} from '../parts/form.tsx';
import {PathGraph} from '../parts/path-graph.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Show} from '../parts/states.tsx';
import {UserInput} from '../parts/user-input.tsx';

const GOOD = ['recalled'];
const BAD = ['deadline', 'failed'];

export function WhyView({params}: {params: Params}) {
  const {user = '', content = '', scene} = params;
  const scenes = useLoad('scenes', signal => get('/v1/scenes', {}, signal));
  const explanation = useLoad(user && content ? JSON.stringify([user, content, scene]) : null,
      async signal => ({user, content, scene,
        answer: await post('/v1/explain', {}, {user_id: user, content_id: content, ...(scene && {scene})}, signal)}));
  return (
    <>
      <h1>{t('view.why')}</h1>
      <p class="lead">{t('why.lead')}</p>
      <Form onValues={values => open('why', values)}>
        <Field label={t('field.user')} wide>
          <UserInput name="user" value={user} required />
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
        <button>{t('field.show')}</button>
      </Form>
      <Show of={explanation} empty={t('why.empty')}>{shown => <Explanation {...shown} />}</Show>
    </>);
}

interface Props {
  user: string;
  content: string;
  scene?: string;
  answer: Answer;
}

function Explanation({answer, user, content, scene}: Props) {
  const paths = answer.channels.flatMap(channel => channel.paths.map(path => ({...path, channel: channel.id})));
  return (
    <>
      <div class={`verdict panel ${answer.recalled ? 'good' : 'bad'}`}>
        <strong>{answer.recalled ? t('why.recalled', {rank: answer.rank ?? ''}) : t('why.missing')}</strong>
        <Content id={content} />
        <a href={link('recall', {user, scene})}>{t('user.recall')}</a>
      </div>
      <Scroll label={t('why.outcome')}><table class="outcomes">
        <thead><tr><th>{t('recall.channel')}</th><th>{t('why.outcome')}</th><th class="n">{t('recall.rank')}</th>
          <th>{t('why.detail')}</th></tr></thead>
        <tbody>{answer.channels.map(({id, outcome, rank, detail}) => (
          <tr class={outcome === 'off' || outcome === 'not_connected' ? 'faint' : ''}>
            <td><Channel id={id} /></td>
            <td><span class={`badge ${GOOD.includes(outcome) ? 'good' : BAD.includes(outcome) ? 'bad' : ''}`}>{t(`outcome.${outcome}`)}</span></td>
            <td class="n">{rank ?? '–'}</td><td class="detail" lang="en">{detail}</td>
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
