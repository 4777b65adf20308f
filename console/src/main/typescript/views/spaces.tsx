/** Spaces: a map of each embedding space, with its clusters and the recall of a user. */
import type {Space, SpaceMap as SpaceData} from 'contract';
import {useMemo, useState} from 'preact/hooks';
import {get} from '../lib/api.ts';
import {number, t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {open, type Params} from '../lib/route.ts';
import {Field, Form} from '../parts/form.tsx';
import {type MapCluster, SpaceMap} from '../parts/space-map.tsx';
import {Failure, Show} from '../parts/states.tsx';
import {UserInput} from '../parts/user-input.tsx';
import {openChosen, randomUser} from './recall-pick.ts';
import {preview} from './recall-request.ts';

/** Spaces to show first; their clusters have topics. */
const PREFERRED = ['multimodal', 'text'];
/** Number of clusters with a colour and a name on the map, the largest ones; more colours could not be distinguished. */
const COLOURED = 8;

export function SpacesView({params}: {params: Params}) {
  const spaces = useLoad('spaces', signal => get('/v1/spaces', {}, signal));
  return (
    <>
      <h1>{t('view.spaces')}</h1>
      <p class="lead">{t('spaces.lead')}</p>
      <Show of={spaces}>{({spaces}) => spaces.length === 0 ? <p class="state">{t('spaces.none')}</p>
        : <OneSpace spaces={spaces} params={params} />}</Show>
    </>);
}

function OneSpace({spaces, params}: {spaces: Space[], params: Params}) {
  const space = [params.space, ...PREFERRED].map(name => spaces.find(one => one.space === name)).find(Boolean) ?? spaces[0]!;
  const map = useLoad(space.space, signal => get('/v1/spaces/{space}/map', {space: space.space}, signal));
  const recall = useLoad(params.user || null, signal => preview(params.user!, signal));
  const [failure, setFailure] = useState<Error>();
  const marked = useMemo(() => new Map((recall.data?.contents ?? [])
      .map(({content_id: id}, index) => [id, t('spaces.rank', {rank: index + 1})])), [recall.data]);
  const failed = failure ?? recall.error;
  const random = () => {
    setFailure(undefined);
    return openChosen('spaces', randomUser, user => ({user})).catch(setFailure);
  };
  return (
    <>
      <Form onValues={({user}) => {
        setFailure(undefined);
        open('spaces', {...params, user});
      }}>
        <Field label={t('spaces.space')}>
          <select value={space.space} onChange={event => open('spaces', {...params, space: event.currentTarget.value})}>
            {spaces.map(one => <option value={one.space}>{one.space}</option>)}
          </select>
        </Field>
        <Field label={t('spaces.user')} wide>
          <UserInput name="user" value={params.user} />
        </Field>
        <button>{t('field.show')}</button>
        <button type="button" class="quiet" onClick={random}>{t('recall.pick.random')}</button>
      </Form>
      {failed && <Failure error={failed} />}
      <Show of={map}>{data => <Map2d key={data.space + data.generation} data={data} space={space} marked={marked} />}</Show>
    </>);
}

function Map2d({data, space, marked}: {data: SpaceData, space: Space, marked: Map<string, string>}) {
  const [cluster, setCluster] = useState<number>();
  const [pointed, setPointed] = useState<number>();
  const {points, clusters, contents, explained} = data;
  const largest = useMemo(() => clusters.filter(one => one.contents > 0).sort((a, b) => b.contents - a.contents), [clusters]);
  const shown = useMemo(() => new Map(largest.map(({cluster: id, tags}, index): [number, MapCluster] => [id, {
    name: tags.join(' · ') || t('spaces.cluster', {n: id}),
    hue: index < COLOURED ? Math.round(index * 360 / COLOURED) : undefined,
  }])), [largest]);
  const percent = (value = 0) => number(value, {style: 'percent', maximumFractionDigits: 0});
  return (
    <>
      <p>{t('spaces.summary', {points: number(points.length), contents: number(contents), dimensions: space.dimensions,
        clusters: largest.length, first: percent(explained[0]), second: percent(explained[1])})}</p>
      <div class="split spacesplit">
        <section class="panel"><h2>{t('spaces.clusters')}</h2>
          <ul class="clusters" tabindex={0} aria-label={t('spaces.clusters')}>{largest.map(({cluster: id, contents: size}) => {
            const {name, hue} = shown.get(id)!;
            return (
              <li key={id}><button class="cluster" aria-pressed={cluster === id} onClick={() => setCluster(cluster === id ? undefined : id)}
                  onPointerEnter={({pointerType}) => pointerType === 'mouse' && setPointed(id)} onPointerLeave={() => setPointed(undefined)}>
                <span class={hue === undefined ? 'dot grey' : 'dot'} style={{'--hue': hue}}></span><span>{name}</span>
                <small class="n">{number(size)}</small></button></li>);
          })}</ul>
        </section>
        <div><SpaceMap points={points} clusters={shown} cluster={pointed ?? cluster} marked={marked} title={t('spaces.map', {space: data.space})} /></div>
      </div>
    </>);
}
