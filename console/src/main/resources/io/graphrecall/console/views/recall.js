// @ts-check
/** Recall: the blended list of a user or of composed behaviour, and what each channel contributes to it. */
import {get, post} from '../lib/api.js';
import {html, useMemo, useState} from '../lib/html.js';
import {millis, score, t} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {link, open} from '../lib/route.js';
import {Bar, Channel, Content, Trigger} from '../parts/content.js';
import {Scroll} from '../parts/scroll.js';
import {Show} from '../parts/states.js';
import {ChannelColumns} from './recall-channels.js';
import {Comparison, remember} from './recall-compare.js';
import {RecallForm} from './recall-form.js';
import {Mixer, sharesOf} from './recall-mixer.js';
import {requestOf, serviceTime} from './recall-request.js';

/** Milliseconds without a further change before a moved slider sends a request. */
const SETTLE = 120;
/** Channels of a content that are shown before it is opened, those with the best ranks. */
const MAX_CHIPS = 4;

/** Rows that the reader opened: request and content. They are open when the reader comes back. @type {Set<string>} */
const opened = new Set();

/** Parameters of the route that are the settings of a request; the others say who it is for. */
const SETTINGS = ['scene', 'blend', 'size', 'query', 'channels'];

/** Returns the settings of a route as text, and the route with such settings. */
const settingsText = params => JSON.stringify(Object.fromEntries(SETTINGS.map(name => [name, params[name] ?? ''])));

/** @param {Record<string, string>} params @returns {Record<string, string> | undefined} */
function baselineOf(params) {
  try {
    return params.baseline ? {...params, ...JSON.parse(params.baseline)} : undefined;
  } catch {
    return undefined; // a damaged link
  }
}

/** @param {{params: Record<string, string>}} props */
export function RecallView({params}) {
  const scenes = useLoad('scenes', signal => get('/v1/scenes', signal), {keep: true});
  return html`
    <h1>${t('view.recall')}</h1>
    <p class="lead">${t('recall.lead')}</p>
    <${Show} of=${scenes}>${({scenes}) => html`<${Workbench} params=${params} scenes=${scenes} />`}<//>`;
}

function Workbench({params, scenes}) {
  const scene = scenes.find(({name}) => name === params.scene) ?? scenes.find(({name}) => name === 'feed') ?? scenes[0];
  const shares = useMemo(() => sharesOf(params.channels, scene), [params.channels, scene]);
  const update = (changes, options) => open('recall', {...params, ...changes}, options);
  const isFor = Boolean(params.user || params.events);
  const isReady = isFor && shares.some(share => share.on);
  const key = JSON.stringify({...params, tab: '', baseline: ''});
  const recall = async (given, ofScene, signal) => {
    const request = requestOf(given, ofScene, params.events ? await serviceTime() : 0);
    return {request, answer: await post('/v1/recall', request, signal)};
  };
  const result = useLoad(isReady ? key : null, async signal => {
    const {request, answer} = await recall(params, shares, signal);
    remember(key, answer);
    return {key, request, answer};
  }, {delay: SETTLE, keep: true});
  const base = useMemo(() => baselineOf(params), [params]);
  const baseKey = base && JSON.stringify({...base, tab: '', baseline: ''});
  const baseline = useLoad(isReady && base && params.tab === 'compare' ? baseKey : null, async signal => {
    const baseScene = scenes.find(({name}) => name === base?.scene) ?? scene;
    return {key: baseKey, ...await recall(base, sharesOf(base?.channels, baseScene), signal)};
  });
  return html`
    <${RecallForm} params=${params} scenes=${scenes} scene=${scene} onChange=${update} />
    <div class="split">
      <${Mixer} shares=${shares} scene=${scene} blend=${params.blend || scene.blend}
          onChange=${channels => update({channels}, {replace: true})} />
      <section>
        <${Show} of=${result} empty=${t(isFor ? 'recall.nochannel' : 'recall.empty')}>${({key: shown, request, answer}) => html`
          <${Result} answer=${answer} request=${request} shown=${shown} params=${params} scene=${scene} onTab=${tab => update({tab})} />
          ${params.tab === 'compare' && html`<${Comparison} request=${shown} answer=${answer} baseline=${baseline.data}
              onBaseline=${on => update({baseline: on ? settingsText(params) : ''})} />`}`}<//>
      </section>
    </div>`;
}

function Result({answer, request, shown, params, scene, onTab}) {
  const {coverage} = answer;
  const tab = params.tab || 'result';
  return html`
    <div class="summary">
      <span role="status">${t('recall.summary', {...coverage, took: millis(answer.took_ms)})}</span>
      <span class=${coverage.degraded ? 'badge bad' : 'badge good'}>
        ${coverage.degraded ? `${t('recall.degraded')}: ${coverage.degraded_by.map(reason => t('degraded.' + reason)).join(', ')}`
          : t('recall.complete')}</span>
      <span class="tabs" role="group">
        ${['result', 'channels', 'compare'].map(name => html`
          <button aria-pressed=${tab === name} onClick=${() => onTab(name === 'result' ? '' : name)}>
            ${t('recall.tab.' + name)}</button>`)}
      </span>
    </div>
    ${tab === 'channels' && html`<${ChannelColumns} answer=${answer} request=${request} />`}
    ${tab === 'result' && html`<${BlendedList} answer=${answer} shown=${shown} params=${params} scene=${scene} />`}`;
}

function BlendedList({answer, shown, params, scene}) {
  if (answer.contents.length === 0) {
    return html`
      <p class="state">${t('recall.none')}</p>
      <ul class="plain">${answer.coverage.channels.map(channel => html`
        <li><${Channel} id=${channel.id} /> ${channel.reason ? html`<span lang="en">${channel.reason}</span>` : t('status.' + channel.status)}</li>`)}</ul>`;
  }
  const highest = answer.contents[0].score;
  return html`
    <ol class="results">${answer.contents.map((content, index) => html`
      <${Row} key=${content.content_id} id=${`${shown} ${content.content_id}`} content=${content} rank=${index + 1}
          highest=${highest} params=${params} scene=${scene} />`)}</ol>`;
}

function Row({id, content, rank, highest, params, scene}) {
  const [isOpen, setOpen] = useState(opened.has(id));
  const toggle = () => {
    isOpen ? opened.delete(id) : opened.add(id);
    setOpen(!isOpen);
  };
  const best = [...content.channels].sort((a, b) => a.rank - b.rank).slice(0, MAX_CHIPS);
  return html`
    <li class=${isOpen ? 'open' : ''}>
      <span class="rank">${rank}</span>
      <${Content} id=${content.content_id} />
      <span class="score" title=${t('recall.score')}>${score(content.score)}<${Bar} value=${content.score} max=${highest} /></span>
      <button class="chips" aria-expanded=${isOpen} onClick=${toggle}>
        <span class="spoken">${t('recall.reasons')}: </span>
        ${best.map(channel => html`<${Channel} id=${channel.id} note=${channel.rank} />`)}
        ${content.channels.length > best.length && html`<span class="badge">+${content.channels.length - best.length}</span>`}
      </button>
      ${isOpen && html`
        <${Scroll} of="reasons" label=${t('recall.reasons')}>
          <table>
            <thead><tr><th>${t('recall.channel')}</th><th class="n">${t('recall.rank')}</th>
              <th class="n">${t('recall.score')}</th><th>${t('recall.trigger')}</th></tr></thead>
            <tbody>${content.channels.map(channel => html`
              <tr><td><${Channel} id=${channel.id} /></td><td class="n">${channel.rank}</td>
                <td class="n">${score(channel.score)}</td>
                <td><${Trigger} of=${channel.trigger} /> ${channel.metapath && html`<code>${channel.metapath}</code>`}</td>
              </tr>`)}</tbody>
          </table>
          ${params.user && html`
            <a href=${link('why', {user: params.user, content: content.content_id, scene: scene.name})}>${t('recall.why')}</a>`}
        <//>`}
    </li>`;
}
