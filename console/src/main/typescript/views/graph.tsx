/** Graph: neighbours and paths as an expandable drawing, the built-in queries, and Cypher. Reads only. */
import type {GraphNode, GraphQuery, GraphTable, NodeLabel} from 'contract';
import {useState} from 'preact/hooks';
import {get, post} from '../lib/api.ts';
import {decoded, t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {link, open, type Params} from '../lib/route.ts';
import {Content} from '../parts/content.tsx';
import {Drawing, type Edge, identity, type Node, pageOf} from '../parts/drawing.tsx';
import {Field, Form, Input, Select, TextArea, useText} from '../parts/form.tsx';
import {distances, drawingOf, edgesOf, Legend, Rows} from '../parts/graph-table.tsx';
import {Said, said} from '../parts/said.tsx';
import {Failure, Loading, Show} from '../parts/states.tsx';
import {openChosen, randomUser} from './recall-pick.ts';

const LABELS: NodeLabel[] = ['User', 'Content', 'Tag', 'Item', 'Query', 'Category', 'Attribute', 'Cluster', 'Community'];
const TABS = ['explore', 'queries', 'cypher'] as const;
/** Nodes per relationship type and direction that the first, second and third click on a node show. */
const SIZES = [3, 12, 48] as const;

export function GraphView({params}: {params: Params}) {
  const tab = params.tab ?? 'explore';
  return (
    <>
      <h1>{t('view.graph')}</h1>
      <p class="lead">{t('graph.lead')}</p>
      <p><span class="tabs" role="group">{TABS.map(name => (
        <button aria-pressed={tab === name} onClick={() => open('graph', {...params, tab: name === 'explore' ? '' : name})}>{t(`graph.tab.${name}`)}</button>))}
      </span></p>
      {tab === 'queries' ? <Queries params={params} /> : tab === 'cypher' ? <Cypher params={params} />
        : <Explore params={params} />}
    </>);
}

/** @param none true for an option without a label */
const LabelSelect = ({none = false, ...attributes}: Parameters<typeof Select>[0] & {none?: boolean}) => (
  <Select aria-label={t('graph.label')} {...attributes}>
    {none && <option value="">{t('graph.label')}</option>}
    {LABELS.map(label => <option value={label}>{label}</option>)}
  </Select>);

function Explore({params}: {params: Params}) {
  const {label, key, tolabel, tokey} = params;
  const hasTarget = Boolean(tolabel && tokey);
  const asked = label && key ? JSON.stringify([label, key, tolabel, tokey]) : null;
  const start = useLoad(asked, async signal => {
    const table = await (hasTarget
      ? get('/v1/graph/paths', {from_label: label as NodeLabel, from_key: key!, to_label: tolabel as NodeLabel, to_key: tokey!}, signal)
      : get('/v1/graph/neighbours', {label: label as NodeLabel, key: key!, size: SIZES[0]}, signal));
    return {read: performance.now(), root: table.nodes.slice(0, 1).map(identity).join(), table}; // the service may write the key in another way
  });
  const target = useText(tokey ?? '');
  const [failure, setFailure] = useState<Error>();
  const random = () => {
    setFailure(undefined);
    return openChosen('graph', randomUser, user => ({label: 'User', key: user, tolabel: '', tokey: ''})).catch(setFailure);
  };
  return (
    <>
      <Form onValues={({label, key, tolabel, tokey}) => open('graph', {...params, label, key, tolabel: tokey && tolabel, tokey})}>
        <fieldset class="who"><legend>{t('graph.from')}</legend>
          <LabelSelect name="label" value={label ?? 'User'} />
          <Input name="key" value={key} aria-label={t('graph.key')} placeholder={t('graph.key')} required />
        </fieldset>
        <fieldset class="who"><legend>{t('graph.to')}</legend>
          <LabelSelect name="tolabel" value={tolabel} none required={target.value.trim() !== ''} />
          <input name="tokey" {...target} aria-label={t('graph.key')} placeholder={t('graph.key')} />
        </fieldset>
        <button>{t('field.show')}</button>
        <button type="button" class="quiet" onClick={random}>{t('recall.pick.random')}</button>
      </Form>
      {failure && <Failure error={failure} />}
      <Show of={start} empty={t('graph.empty')}>{({read, root, table}) => (table.nodes.length === 0
        ? <p class="state">{t('graph.nopath')}</p> : <Expandable key={read} table={table} root={root} />)}</Show>
    </>);
}

/** A drawing that grows by the neighbours of the nodes that are clicked. */
function Expandable({table, root}: {table: GraphTable, root: string}) {
  const [graph, setGraph] = useState(() => added({nodes: new Map(), edges: new Map()}, table));
  const [selected, setSelected] = useState(root);
  const [clicks, setClicks] = useState(() => new Map(table.relationships.length > 0 && table.columns.includes('node') ? [[root, 1]] : []));
  const [state, setState] = useState<{loading?: boolean, error?: Error}>({});
  const edges = [...graph.edges.values()];
  const choose = async (id: string) => {
    setSelected(id);
    const size = SIZES[clicks.get(id) ?? 0];
    if (size === undefined) {
      return;
    }
    setState({loading: true});
    try {
      const {label, key} = graph.nodes.get(id)!;
      const found = await get('/v1/graph/neighbours', {label: label as NodeLabel, key, size});
      setGraph(known => added(known, found));
      setClicks(known => new Map(known).set(id, (known.get(id) ?? 0) + 1));
      setState({});
    } catch (error) {
      setState({error: error as Error});
    }
  };
  return (
    <>
      <p class="muted">{t('graph.help', {n: SIZES[0]})}</p>
      {state.error && <Failure error={state.error} />}
      <div class="split graphsplit">
        <Selected node={graph.nodes.get(selected)} root={root} edges={edges} nodes={graph.nodes} loading={state.loading} onNode={choose} />
        <div>
          <Legend edges={edges} />
          <Drawing nodes={graph.nodes} edges={edges} columns={distances(graph.nodes.keys(), edges, [root])}
              title={t('graph.drawing')} selected={selected} onNode={choose} />
        </div>
      </div>
    </>);
}

interface Graph {
  nodes: Map<string, Node>;
  edges: Map<string, Edge>;
}

/** Returns a graph with the nodes and edges of a table. */
function added(graph: Graph, table: GraphTable): Graph {
  const [nodes, edges] = [new Map(graph.nodes), new Map(graph.edges)];
  table.nodes.forEach(node => nodes.set(identity(node), node));
  edgesOf(table).forEach(edge => edges.set(`${edge.from} ${edge.type} ${edge.to}`, edge));
  return {nodes, edges};
}

interface SelectedProps {
  node?: GraphNode;
  /** Identity of the node that the graph starts from. */
  root: string;
  nodes: Map<string, Node>;
  edges: Edge[];
  loading?: boolean;
  onNode: (id: string) => void;
}

function Selected({node, root, nodes, edges, loading, onNode}: SelectedProps) {
  if (!node) {
    return <section class="panel"></section>;
  }
  const id = identity(node);
  const own = edges.filter(({from, to}) => from === id || to === id);
  return (
    <section class="panel" aria-live="polite">
      <h2><span class="badge">{node.label}</span> {node.label === 'Content' ? <Content id={node.key} /> : decoded(node.name ?? node.key)}</h2>
      {node.name && node.label !== 'Content' && <p><code>{node.key}</code></p>}
      <p class="actions">
        {pageOf(node) && <a class="button" href={pageOf(node)}>{t(node.label === 'User' ? 'view.user' : 'view.content')}</a>}
        {node.label === 'User' && <a class="button" href={link('recall', {user: node.key})}>{t('view.recall')}</a>}
        {id !== root && <a class="button" href={link('graph', {label: node.label, key: node.key})}>{t('graph.center')}</a>}
      </p>
      {loading && <Loading />}
      <ul class="plain links">{own.map(({from, to, type}) => {
        const other = nodes.get(from === id ? to : from)!;
        return (
          <li><small>{from === id ? `${type} →` : `← ${type}`}</small>
          <button class="link" title={`${other.label} ${other.key}`} onClick={() => onNode(identity(other))}>{decoded(other.name ?? other.key)}</button></li>);
      })}</ul>
    </section>);
}

function Queries({params}: {params: Params}) {
  const queries = useLoad('queries', signal => get('/v1/queries', {}, signal));
  return <Show of={queries}>{({queries}) => <QueryForm queries={queries} params={params} />}</Show>;
}

function QueryForm({queries, params}: {queries: GraphQuery[], params: Params}) {
  const chosen = queries.find(({name}) => name === params.query) ?? queries[0]!;
  const values = Object.fromEntries(chosen.parameters.map(({name, default_value: value}) => [name, params['p.' + name] ?? value ?? '']));
  const isComplete = chosen.parameters.every(({name}) => values[name] !== '');
  const isRequested = params.run === '1' && isComplete;
  const result = useLoad(isRequested ? JSON.stringify([chosen.name, values]) : null,
      async signal => ({values, table: await post('/v1/queries', {}, {name: chosen.name, parameters: values}, signal)}));
  const run = (given: Params) => open('graph', {...params, query: chosen.name, run: '1',
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => ['p.' + name, value]))});
  return (
    <>
      <Form onValues={run}>
        <Field label={t('graph.query')} wide>
          <select value={chosen.name} onChange={event => open('graph', {...params, query: event.currentTarget.value, run: '', as: ''})}>
            {queries.map(({name}) => <option value={name}>{name}</option>)}
          </select>
        </Field>
        {chosen.parameters.map(({name, description}) => ({name, help: said(description) ?? description})).map(({name, help}) => (
          <Field label={name} key={chosen.name + name}>
            <Input name={name} value={values[name]} title={help} placeholder={help} required />
          </Field>))}
        <button>{t('graph.run')}</button>
      </Form>
      <p><Said of={chosen.summary} /></p>
      <Show of={result} empty={t('graph.query.empty')}>{({values: asked, table}) => (
        <Result table={table} parameters={asked} as={params.as} onAs={as => open('graph', {...params, as}, {replace: true})} />)}</Show>
    </>);
}

interface ResultProps {
  table: GraphTable;
  parameters?: Record<string, string>;
  /** Form of the result. */
  as?: string;
  onAs: (as: string) => void;
}

function Result({table, parameters, as, onAs}: ResultProps) {
  const drawing = drawingOf(table, parameters);
  return (
    <>
      {drawing && (<p><span class="tabs" role="group">{(['table', 'drawing'] as const).map(name => (
        <button aria-pressed={(as || 'table') === name} onClick={() => onAs(name === 'table' ? '' : name)}>{t(`graph.as.${name}`)}</button>))}</span></p>)}
      {drawing && as === 'drawing' ? drawing : <Rows table={table} />}
    </>);
}

const EXAMPLE = 'MATCH path = (:User)-[:CLICKED]->(:Content)-[:HAS_TAG]->(t:Tag)\nRETURN path\nLIMIT 10';

function Cypher({params}: {params: Params}) {
  const {statement = ''} = params;
  const result = useLoad(statement || null, signal => post('/v1/cypher', {}, {statement}, signal));
  return (
    <>
      <Form onValues={given => open('graph', {...params, ...given})}>
        <label class="field block"><span>Cypher</span>
          <TextArea name="statement" value={params.statement ?? EXAMPLE} rows={6} required />
          <small>{t('graph.cypher.help')}</small></label>
        <button>{t('graph.run')}</button>
      </Form>
      <Show of={result} empty={t('graph.cypher.empty')}>{table => (
        <Result table={table} as={params.as} onAs={as => open('graph', {...params, as}, {replace: true})} />)}</Show>
    </>);
}
