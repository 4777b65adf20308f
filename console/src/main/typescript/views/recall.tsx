/** Recall: the blended list of a user or of composed behaviour, and what each channel contributes to it. */
import type {ContentChannel, RecalledContent, SceneSettings} from 'contract';
import {useMemo, useState} from 'preact/hooks';
import {get, post} from '../lib/api.ts';
import {millis, score, t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {link, open, type Opening, type Params} from '../lib/route.ts';
import {Bar, Channel, Content} from '../parts/content.tsx';
import {Said} from '../parts/said.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Show} from '../parts/states.tsx';
import {ChannelColumns} from './recall-channels.tsx';
import {Comparison} from './recall-compare.tsx';
import {RecallForm} from './recall-form.tsx';
import {Mixer, type Share, sharesOf} from './recall-mixer.tsx';
import {type Recall, Reasons} from './recall-parts.tsx';
import {requestOf, serviceTime} from './recall-request.ts';

/** Milliseconds without a further change before a moved slider sends a request. */
const SETTLE = 120;
/** Channels of a content that are shown before it is opened, those with the best ranks. */
const MAX_CHIPS = 4;

/** Rows that the reader opened: request and content. They are open when the reader comes back. */
const opened = new Set<string>();

/** Parameters of the route that are the settings of a request; the others say who it is for. */
const SETTINGS = ['scene', 'blend', 'size', 'query', 'channels', 'generation'];

/** Returns the settings of a route as text, and the route with such settings. */
const settingsText = (params: Params) => JSON.stringify(Object.fromEntries(SETTINGS.map(name => [name, params[name] ?? ''])));

function baselineOf(params: Params): Params | undefined {
  try {
    return params.baseline ? {...params, ...JSON.parse(params.baseline)} : undefined;
  } catch {
    return undefined; // a damaged link
  }
}

export function RecallView({params}: {params: Params}) {
  const scenes = useLoad('scenes', signal => get('/v1/scenes', {}, signal), {keep: true});
  return (
    <>
      <h1>{t('view.recall')}</h1>
      <p class="lead">{t('recall.lead')}</p>
      <Show of={scenes}>{({scenes}) => <Workbench params={params} scenes={scenes} />}</Show>
    </>);
}

function Workbench({params, scenes}: {params: Params, scenes: SceneSettings[]}) {
  const scene = scenes.find(({name}) => name === params.scene) ?? scenes.find(({name}) => name === 'feed') ?? scenes[0]!;
  const shares = useMemo(() => sharesOf(params.channels, scene), [params.channels, scene]);
  const update = (changes: Params, options?: Opening) => open('recall', {...params, ...changes}, options);
  const isFor = Boolean(params.user || params.events);
  const isReady = isFor && shares.some(share => share.on);
  const key = JSON.stringify({...params, tab: '', baseline: ''});
  const recall = async (given: Params, asked: SceneSettings, ofScene: Share[], signal: AbortSignal) => {
    const request = requestOf(given, asked.name, ofScene, params.events ? await serviceTime() : 0);
    return {request, answer: await post('/v1/recall', {}, request, signal)};
  };
  const result = useLoad(isReady ? key : null, async signal => {
    return {key, shares, blend: params.blend || scene.blend, ...await recall(params, scene, shares, signal)};
  }, {delay: SETTLE, keep: true});
  const base = useMemo(() => baselineOf(params), [params]);
  const baseKey = isReady && base && params.tab === 'compare' ? JSON.stringify({...base, tab: '', baseline: ''}) : null;
  const baseline = useLoad(baseKey, async signal => {
    const baseScene = scenes.find(({name}) => name === base?.scene) ?? scene;
    return (await recall(base ?? {}, baseScene, sharesOf(base?.channels, baseScene), signal)).answer;
  });
  return (
    <>
      <RecallForm params={params} scenes={scenes} scene={scene} onChange={update} />
      <div class="split">
        <Mixer shares={shares} blend={params.blend || scene.blend} isFitted={scene.fitted ?? false}
            onChange={channels => update({channels}, {replace: true})} />
        <section>
          <Show of={result} empty={t(isFor ? 'recall.nochannel' : 'recall.empty')}>{({key: shown, ...recalled}) => (
            <>
              <Result recall={recalled} shown={shown} params={params} scene={scene} onTab={tab => update({tab})} />
              {params.tab === 'compare' && (<Comparison answer={recalled.answer} baseline={baseline}
                  onBaseline={settings => update({baseline: settings ? settingsText({...params, scene: scene.name, ...settings}) : ''})} />)}
            </>)}</Show>
        </section>
      </div>
    </>);
}

interface ListProps {
  recall: Recall;
  /** Identity of the request. */
  shown: string;
  params: Params;
  scene: SceneSettings;
}

interface ResultProps extends ListProps {
  onTab: (tab: string) => void;
}

function Result({recall, shown, params, scene, onTab}: ResultProps) {
  const {answer, request} = recall;
  const {coverage} = answer;
  const tab = params.tab || 'result';
  return (
    <>
      <div class="summary">
        <span role="status">{t('recall.summary', {returned: coverage.returned, requested: coverage.requested, took: millis(answer.took_ms)})}</span>
        <span class={coverage.degraded ? 'badge bad' : 'badge good'}>
          {coverage.degraded ? `${t('recall.degraded')}: ${coverage.degraded_by.map(reason => t(`degraded.${reason}`)).join(', ')}`
            : t('recall.complete')}</span>
        <span class="tabs" role="group">
          {(['result', 'channels', 'compare'] as const).map(name => (
            <button aria-pressed={tab === name} onClick={() => onTab(name === 'result' ? '' : name)}>
              {t(`recall.tab.${name}`)}</button>))}
        </span>
      </div>
      {coverage.query?.reason && <p class="state warning"><Said of={coverage.query.reason} /></p>}
      {tab === 'channels' && <ChannelColumns answer={answer} request={request} />}
      {tab === 'result' && <BlendedList recall={recall} shown={shown} params={params} scene={scene} />}
    </>);
}

function BlendedList({recall, shown, params, scene}: ListProps) {
  const {answer} = recall;
  const [first] = answer.contents;
  if (!first) {
    return (
      <>
        <p class="state">{t(answer.coverage.channels.some(({status}) => status === 'timeout') ? 'recall.none.late' : 'recall.none')}</p>
        <ul class="plain">{answer.coverage.channels.map(channel => (
          <li><Channel id={channel.id} /> {channel.reason ? <Said of={channel.reason} /> : t(`status.${channel.status}`)}</li>))}</ul>
      </>);
  }
  const highest = Math.max(...answer.contents.map(content => content.score));
  return (
    <ol class="results">{answer.contents.map((content, index) => (
      <Row key={content.content_id} id={`${shown} ${content.content_id}`} content={content} rank={index + 1}
          highest={highest} recall={recall} params={params} scene={scene} />))}</ol>);
}

interface RowProps extends Pick<ListProps, 'recall' | 'params' | 'scene'> {
  id: string;
  content: RecalledContent;
  rank: number;
  /** Highest score of the list. */
  highest: number;
}

function Row({id, content, rank, highest, recall, params, scene}: RowProps) {
  const [isOpen, setOpen] = useState(opened.has(id));
  const toggle = () => {
    isOpen ? opened.delete(id) : opened.add(id);
    setOpen(!isOpen);
  };
  const channels: ContentChannel[] = content.channels ?? [];
  const best = [...channels].sort((a, b) => a.rank - b.rank).slice(0, MAX_CHIPS);
  return (
    <li class={isOpen ? 'open' : ''}>
      <span class="rank">{rank}</span>
      <Content id={content.content_id} title={content.title} />
      <span class="score" title={t('recall.score')}>{score(content.score)}<Bar value={content.score} max={highest} /></span>
      <button class="chips" aria-expanded={isOpen} onClick={toggle}>
        <span class="spoken">{t('recall.reasons')}: </span>
        {best.map(channel => <Channel id={channel.id} note={channel.rank} />)}
        {channels.length > best.length && <span class="badge">+{channels.length - best.length}</span>}
      </button>
      {isOpen && (
        <Scroll of="reasons" label={t('recall.reasons')}>
          <Reasons content={content} recall={recall} />
          <a href={link('why', {size: 50, ...params, content: content.content_id, scene: scene.name, tab: '', baseline: ''})}>
            {t('recall.why')}</a>
        </Scroll>)}
    </li>);
}
