// @ts-check
/** Spaces: a map of each embedding space, with its clusters and the recall of a user. */
import {get, post} from '../lib/api.js';
import {html, useMemo, useState} from '../lib/html.js';
import {number, t} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {open} from '../lib/route.js';
import {Field, Form, Input} from '../parts/form.js';
import {clusterHue, SpaceMap} from '../parts/space-map.js';
import {Failure, Show} from '../parts/states.js';
import {randomUser} from './recall-pick.js';

/** Spaces to show first; their clusters have topics. */
const PREFERRED = ['multimodal', 'text'];

/** @param {{params: Record<string, string>}} props */
export function SpacesView({params}) {
  const spaces = useLoad('spaces', signal => get('/v1/spaces', signal));
  return html`
    <h1>${t('view.spaces')}</h1>
    <p class="lead">${t('spaces.lead')}</p>
    <${Show} of=${spaces}>${({spaces}) => spaces.length === 0 ? html`<p class="state">${t('spaces.none')}</p>`
      : html`<${OneSpace} spaces=${spaces} params=${params} />`}<//>`;
}

function OneSpace({spaces, params}) {
  const space = [params.space, ...PREFERRED].map(name => spaces.find(one => one.space === name)).find(Boolean) ?? spaces[0];
  const map = useLoad(space.space, signal => get(`/v1/spaces/${encodeURIComponent(space.space)}/map`, signal));
  const recall = useLoad(params.user ?? null, signal => post('/v1/recall', {user_id: params.user, size: 100}, signal));
  const [failure, setFailure] = useState(/** @type {Error | undefined} */ (undefined));
  const marked = useMemo(() => new Map((recall.data?.contents ?? [])
      .map(({content_id: id}, index) => [id, t('spaces.rank', {rank: index + 1})])), [recall.data]);
  const random = () => randomUser().then(user => open('spaces', {...params, user}), setFailure);
  return html`
    <${Form} onValues=${({user}) => open('spaces', {...params, user})}>
      <${Field} label=${t('spaces.space')}>
        <select value=${space.space} onChange=${event => open('spaces', {...params, space: event.target.value})}>
          ${spaces.map(one => html`<option value=${one.space}>${one.space}</option>`)}
        </select>
      <//>
      <${Field} label=${t('spaces.user')} wide>
        <${Input} name="user" value=${params.user} />
      <//>
      <button>${t('field.show')}</button>
      <button type="button" class="quiet" onClick=${random}>${t('recall.pick.random')}</button>
    <//>
    ${(failure ?? recall.error) && html`<${Failure} error=${failure ?? recall.error} />`}
    <${Show} of=${map}>${data => html`<${Map2d} key=${data.space + data.generation} data=${data} space=${space} marked=${marked} />`}<//>`;
}

function Map2d({data, space, marked}) {
  const [cluster, setCluster] = useState(/** @type {number | undefined} */ (undefined));
  const {points, clusters, contents, explained} = data;
  const largest = clusters.filter(one => one.contents > 0).sort((a, b) => b.contents - a.contents);
  const percent = value => number(value, {style: 'percent', maximumFractionDigits: 0});
  return html`
    <p>${t('spaces.summary', {points: number(points.length), contents: number(contents), dimensions: space.dimensions,
      clusters: largest.length, first: percent(explained[0]), second: percent(explained[1])})}</p>
    <div class="split spacesplit">
      <section class="panel"><h2>${t('spaces.clusters')}</h2>
        <ul class="clusters" tabindex="0" aria-label=${t('spaces.clusters')}>${largest.map(one => html`
          <li key=${one.cluster}><button class="cluster" aria-pressed=${cluster === one.cluster} style=${{'--hue': clusterHue(one.cluster)}}
              onClick=${() => setCluster(cluster === one.cluster ? undefined : one.cluster)}>
            <span class="dot"></span><span>${one.tags.join(' · ') || t('spaces.cluster', {n: one.cluster})}</span>
            <small class="n">${number(one.contents)}</small></button></li>`)}</ul>
      </section>
      <div><${SpaceMap} points=${points} cluster=${cluster} marked=${marked} title=${t('spaces.map', {space: data.space})} /></div>
    </div>`;
}
