/** The clusters of a content, and an estimate of who gets it. */
import type {ContentClusters, ContentReach} from 'contract';
import {get} from '../lib/api.ts';
import {number, score, t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {link} from '../lib/route.ts';
import {Bar, Channel, Content} from '../parts/content.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Show} from '../parts/states.tsx';

const TYPICAL = 8;
/** Users of the sample. */
const USERS = 100;

const percent = (part: number, whole: number) =>
  number(whole > 0 ? part / whole : 0, {style: 'percent', maximumFractionDigits: 1});

export function ClustersAndReach({id}: {id: string}) {
  const clusters = useLoad(id, signal => get('/v1/contents/{content_id}/clusters', {content_id: id, size: TYPICAL}, signal));
  const reach = useLoad(id, signal => get('/v1/contents/{content_id}/reach', {content_id: id, users: USERS}, signal));
  return (
    <>
      <h2>{t('content.clusters')}</h2>
      <Show of={clusters}>{found => <Clusters {...found} />}</Show>
      <h2>{t('content.reach')}</h2>
      <Show of={reach}>{found => <Reach {...found} />}</Show>
    </>);
}

function Clusters({clusters}: ContentClusters) {
  if (clusters.length === 0) {
    return <p class="state">{t('content.clusters.none')}</p>;
  }
  return (
    <>
      <p class="muted">{t('content.clusters.help')}</p>
      <Scroll of="columns" label={t('content.clusters')}>{clusters.map(({space, cluster, size, contents}) => (
        <section class="column panel typical" key={space}>
          <header><div class="title"><b>{space}</b> <a href={link('spaces', {space})}>{t('spaces.cluster', {n: cluster})}</a></div>
            <small>{t('content.clusters.size', {n: number(size)})}</small></header>
          <ol>{contents.map(one => (
            <li key={one.content_id}><Content id={one.content_id}>{score(one.score)}</Content></li>))}</ol>
        </section>))}</Scroll>
    </>);
}

function Reach({scene, size, sample, answers}: ContentReach) {
  const channels = [...sample.channels].sort((a, b) => b.returned - a.returned);
  return (
    <div class="grid reportgrid reachgrid">
      <section class="panel sampled"><h3>{t('content.sample')}</h3>
        <p>{sample.users === 0 ? t('content.sample.none') : t('content.sample.reached', {
          reached: number(sample.reached), users: number(sample.users), share: percent(sample.reached, sample.users)})}</p>
        {channels.length > 0 && (
          <Scroll of="" label={t('content.sample')}><table>
            <thead><tr><th>{t('recall.channel')}</th><th class="n">{t('content.sample.returned')}</th><th class="n">{t('content.sample.inlist')}</th></tr></thead>
            <tbody>{channels.map(({id, returned, reached}) => (
              <tr key={id}><td><Channel id={id} /></td><td class="n">{number(returned)}<Bar value={returned} max={sample.users} /></td>
                <td class="n">{number(reached)}</td></tr>))}</tbody>
          </table></Scroll>)}
        <p class="muted">{t('content.sample.help', {scene, size: number(size)})}</p>
      </section>
      <section class="panel answered"><h3>{t('content.answers')}</h3>
        <p>{answers.answers === 0 ? t('content.answers.none', {scene}) : t('content.answers.reached', {
          scene,
          reached: number(answers.reached), answers: number(answers.answers), share: percent(answers.reached, answers.answers)})}</p>
        {answers.channels.length > 0 && (
          <Scroll of="" label={t('content.answers')}><table>
            <thead><tr><th>{t('recall.channel')}</th><th class="n">{t('content.answers.by')}</th></tr></thead>
            <tbody>{[...answers.channels].sort((a, b) => b.reached - a.reached).map(({id, reached}) => (
              <tr key={id}><td><Channel id={id} /></td><td class="n">{number(reached)}<Bar value={reached} max={answers.reached} /></td></tr>))}</tbody>
          </table></Scroll>)}
        <p class="muted">{t('content.answers.help')}</p>
      </section>
    </div>);
}
