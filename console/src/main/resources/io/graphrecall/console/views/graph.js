// @ts-check
/** Graph: neighbours and paths as an expandable drawing, the built-in queries, and Cypher. Reads only. */
import {get, post} from '../lib/api.js';
import {html, useState} from '../lib/html.js';
import {t} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {link, open} from '../lib/route.js';
import {Content} from '../parts/content.js';
import {Drawing, identity, pageOf} from '../parts/drawing.js';
import {Field, Form, Input} from '../parts/form.js';
import {distances, drawingOf, edgesOf, Rows} from '../parts/graph-table.js';
import {Failure, Loading, Show} from '../parts/states.js';
import {randomUser} from './recall-pick.js';

const LABELS = ['User', 'Content', 'Tag', 'Item', 'Query', 'Category', 'Attribute', 'Cluster', 'Community'];
const TABS = ['explore', 'queries', 'cypher'];
/** Nodes per relationship type and direction that the first, second and third click on a node show. */
const SIZES = [3, 12, 48];

/** @param {{params: Record<string, string>}} props */
export function GraphView({params}) {
  const tab = params.tab ?? 'explore';
  return html`
    <h1>${t('view.graph')}</h1>
    <p class="lead">${t('graph.lead')}</p>
    <p><span class="tabs" role="group">${TABS.map(name => html`
      <button aria-pressed=${tab === name} onClick=${() => open('graph', {...params, tab: name === 'explore' ? '' : name})}>${t('graph.tab.' + name)}</button>`)}
    </span></p>
    ${tab === 'queries' ? html`<${Queries} params=${params} />` : tab === 'cypher' ? html`<${Cypher} params=${params} />`
      : html`<${Explore} params=${params} />`}`;
}

const LabelSelect = ({name, value, none}) => html`
  <${Input} as="select" name=${name} value=${value} aria-label=${t('graph.label')}>
    ${none && html`<option value="">${t('graph.anywhere')}</option>`}
    ${LABELS.map(label => html`<option value=${label}>${label}</option>`)}
  <//>`;

const query = parameters => new URLSearchParams(parameters).toString();

function Explore({params}) {
  const {label, key, tolabel, tokey} = params;
  const hasTarget = Boolean(tolabel && tokey);
  const start = useLoad(label && key ? JSON.stringify([label, key, tolabel, tokey]) : null, signal => (hasTarget
    ? get(`/v1/graph/paths?${query({from_label: label, from_key: key, to_label: tolabel, to_key: tokey})}`, signal)
    : get(`/v1/graph/neighbours?${query({label, key, size: SIZES[0]})}`, signal)));
  const [failure, setFailure] = useState(/** @type {Error | undefined} */ (undefined));
  const random = () => randomUser().then(user => open('graph', {label: 'User', key: user}), setFailure);
  return html`
    <${Form} onValues=${({label, key, tolabel, tokey}) => open('graph', {...params, label, key, tolabel: tokey && tolabel, tokey: tolabel && tokey})}>
      <fieldset class="who"><legend>${t('graph.from')}</legend>
        <${LabelSelect} name="label" value=${label ?? 'User'} />
        <${Input} name="key" value=${key} aria-label=${t('graph.key')} placeholder=${t('graph.key')} required />
      </fieldset>
      <fieldset class="who"><legend>${t('graph.to')}</legend>
        <${LabelSelect} name="tolabel" value=${tolabel ?? ''} none />
        <${Input} name="tokey" value=${tokey} aria-label=${t('graph.key')} placeholder=${t('graph.key')} />
      </fieldset>
      <button>${t('field.show')}</button>
      <button type="button" class="quiet" onClick=${random}>${t('recall.pick.random')}</button>
    <//>
    ${failure && html`<${Failure} error=${failure} />`}
    <${Show} of=${start} empty=${t('graph.empty')}>${table => table.nodes.length === 0 ? html`<p class="state">${t('graph.nopath')}</p>`
      : html`<${Expandable} key=${JSON.stringify([label, key, tolabel, tokey])} table=${table} root=${identity({label, key})} />`}<//>`;
}

/** A drawing that grows by the neighbours of the nodes that are clicked. */
function Expandable({table, root}) {
  const [graph, setGraph] = useState(() => added({nodes: new Map(), edges: new Map()}, table));
  const [selected, setSelected] = useState(root);
  const [clicks, setClicks] = useState(() => new Map(table.relationships.length > 0 && table.columns.includes('node') ? [[root, 1]] : []));
  const [state, setState] = useState(/** @type {{loading?: boolean, error?: Error}} */ ({}));
  const edges = [...graph.edges.values()];
  const choose = async id => {
    setSelected(id);
    const size = SIZES[clicks.get(id) ?? 0];
    if (size === undefined) {
      return;
    }
    setState({loading: true});
    try {
      const {label, key} = graph.nodes.get(id);
      const found = await get(`/v1/graph/neighbours?${query({label, key, size})}`);
      setGraph(known => added(known, found));
      setClicks(known => new Map(known).set(id, (known.get(id) ?? 0) + 1));
      setState({});
    } catch (error) {
      setState({error});
    }
  };
  return html`
    <p class="muted">${t('graph.help', {n: SIZES[0]})}</p>
    ${state.error && html`<${Failure} error=${state.error} />`}
    <div class="split graphsplit">
      <${Selected} node=${graph.nodes.get(selected)} edges=${edges} nodes=${graph.nodes} loading=${state.loading} onNode=${choose} />
      <${Drawing} nodes=${graph.nodes} edges=${edges} columns=${distances(graph.nodes.keys(), edges, [root])}
          title=${t('graph.drawing')} selected=${selected} onNode=${choose} />
    </div>`;
}

/** Returns a graph with the nodes and edges of a table. */
function added(graph, table) {
  const [nodes, edges] = [new Map(graph.nodes), new Map(graph.edges)];
  table.nodes.forEach(node => nodes.set(identity(node), node));
  edgesOf(table).forEach(edge => edges.set(`${edge.from} ${edge.type} ${edge.to}`, edge));
  return {nodes, edges};
}

function Selected({node, nodes, edges, loading, onNode}) {
  if (!node) {
    return html`<section class="panel"></section>`;
  }
  const id = identity(node);
  const own = edges.filter(({from, to}) => from === id || to === id);
  return html`
    <section class="panel" aria-live="polite">
      <h2><span class="badge">${node.label}</span> ${node.label === 'Content' ? html`<${Content} id=${node.key} />` : node.name ?? node.key}</h2>
      ${node.name && node.label !== 'Content' && html`<p><code>${node.key}</code></p>`}
      <p class="actions">
        ${pageOf(node) && html`<a class="button" href=${pageOf(node)}>${t('view.' + node.label.toLowerCase())}</a>`}
        ${node.label === 'User' && html`<a class="button" href=${link('recall', {user: node.key})}>${t('view.recall')}</a>`}
        <a class="button" href=${link('graph', {label: node.label, key: node.key})}>${t('graph.center')}</a>
      </p>
      ${loading && html`<${Loading} />`}
      <ul class="plain links">${own.map(({from, to, type}) => {
        const other = nodes.get(from === id ? to : from);
        return html`<li><small>${from === id ? `${type} →` : `← ${type}`}</small>
          <button class="link" title=${`${other.label} ${other.key}`} onClick=${() => onNode(identity(other))}>${other.name ?? other.key}</button></li>`;
      })}</ul>
    </section>`;
}

function Queries({params}) {
  const queries = useLoad('queries', signal => get('/v1/queries', signal));
  return html`<${Show} of=${queries}>${({queries}) => html`<${QueryForm} queries=${queries} params=${params} />`}<//>`;
}

function QueryForm({queries, params}) {
  const chosen = queries.find(({name}) => name === params.query) ?? queries[0];
  const values = Object.fromEntries(chosen.parameters.map(({name, default_value: value}) => [name, params['p.' + name] ?? value ?? '']));
  const isComplete = chosen.parameters.every(({name}) => values[name] !== '');
  const isRequested = params.run === '1' && isComplete;
  const result = useLoad(isRequested ? JSON.stringify([chosen.name, values]) : null,
      signal => post('/v1/queries', {name: chosen.name, parameters: values}, signal));
  const run = given => open('graph', {...params, query: chosen.name, run: '1',
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => ['p.' + name, value]))});
  return html`
    <${Form} onValues=${run}>
      <${Field} label=${t('graph.query')} wide>
        <select value=${chosen.name} onChange=${event => open('graph', {...params, query: event.target.value, run: '', as: ''})}>
          ${queries.map(({name}) => html`<option value=${name}>${name}</option>`)}
        </select>
      <//>
      ${chosen.parameters.map(({name, description}) => html`
        <${Field} label=${name} key=${chosen.name + name}>
          <${Input} name=${name} value=${values[name]} title=${description} placeholder=${description} required />
        <//>`)}
      <button>${t('graph.run')}</button>
    <//>
    <p lang="en">${chosen.summary}</p>
    <${Show} of=${result} empty=${t('graph.query.empty')}>${table => html`
      <${Result} table=${table} parameters=${values} as=${params.as} onAs=${as => open('graph', {...params, as}, {replace: true})} />`}<//>`;
}

function Result({table, parameters, as, onAs}) {
  const drawing = drawingOf(table, parameters);
  return html`
    ${drawing && html`<p><span class="tabs" role="group">${['table', 'drawing'].map(name => html`
      <button aria-pressed=${(as || 'table') === name} onClick=${() => onAs(name === 'table' ? '' : name)}>${t('graph.as.' + name)}</button>`)}</span></p>`}
    ${drawing && as === 'drawing' ? drawing : html`<${Rows} table=${table} />`}`;
}

const EXAMPLE = 'MATCH path = (:User)-[:CLICKED]->(:Content)-[:HAS_TAG]->(t:Tag)\nRETURN path\nLIMIT 10';

function Cypher({params}) {
  const {statement} = params;
  const result = useLoad(statement || null, signal => post('/v1/cypher', {statement}, signal));
  return html`
    <${Form} onValues=${given => open('graph', {...params, ...given})}>
      <label class="field block"><span>Cypher</span>
        <${Input} as="textarea" name="statement" value=${statement ?? EXAMPLE} rows="6" required />
        <small>${t('graph.cypher.help')}</small></label>
      <button>${t('graph.run')}</button>
    <//>
    <${Show} of=${result} empty=${t('graph.cypher.empty')}>${table => html`
      <${Result} table=${table} as=${params.as} onAs=${as => open('graph', {...params, as}, {replace: true})} />`}<//>`;
}
