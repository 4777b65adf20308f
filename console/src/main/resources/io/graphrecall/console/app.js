// @ts-check
/** The frame of all views: navigation, API key, language, and the generation that serves. */
import {apiKey, get, setApiKey} from './lib/api.js';
import {forgetFacts} from './lib/facts.js';
import {html, render, useEffect, useRef, useState} from './lib/html.js';
import {currentLanguage, setLanguage, t} from './lib/i18n.js';
import {useLoad} from './lib/load.js';
import {link, open, useRoute} from './lib/route.js';
import {ASK_KEY} from './parts/states.js';
import {ContentView} from './views/content.js';
import {ACTIVATED, GenerationsView} from './views/generations.js';
import {GraphView} from './views/graph.js';
import {IngestView} from './views/ingest.js';
import {LiveView} from './views/live.js';
import {RecallView} from './views/recall.js';
import {ReportsView} from './views/reports.js';
import {SpacesView} from './views/spaces.js';
import {UserView} from './views/user.js';
import {WhyView} from './views/why.js';

/** @type {Record<string, (props: {params: Record<string, string>}) => unknown>} in the order of the navigation */
const VIEWS = {
  recall: RecallView, content: ContentView, why: WhyView, user: UserView, graph: GraphView, spaces: SpacesView,
  reports: ReportsView, generations: GenerationsView, ingest: IngestView, live: LiveView,
};

/** Opens views by number and focuses the first field of a view, unless the reader is writing. @param {KeyboardEvent} event */
function shortcut(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input:not([type=checkbox]), select, textarea, dialog, canvas')) {
    return;
  }
  const view = /^\d$/.test(event.key) ? Object.keys(VIEWS)[(Number(event.key) + 9) % 10] : undefined;
  if (view) {
    open(view, {});
  } else if (event.key === '/') {
    /** @type {HTMLElement | null} */ (document.querySelector('main input:not([type=checkbox])'))?.focus();
    event.preventDefault();
  }
}

/** @param {{onChange: () => void}} props */
function KeyDialog({onChange}) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const show = () => dialog.current?.showModal();
    addEventListener(ASK_KEY, show);
    return () => removeEventListener(ASK_KEY, show);
  }, []);
  const use = key => {
    setApiKey(key);
    dialog.current?.close();
    onChange();
  };
  const submit = event => {
    event.preventDefault();
    use(String(new FormData(event.currentTarget).get('key')).trim());
    event.currentTarget.reset();
  };
  return html`
    <button class="quiet" onClick=${() => dialog.current?.showModal()}>
      ${t(apiKey() ? 'app.key.set' : 'app.key')}
    </button>
    <dialog ref=${dialog} aria-labelledby="key-title">
      <form onSubmit=${submit}>
        <h2 id="key-title">${t('app.key')}</h2>
        <input name="key" type="password" autocomplete="off" required aria-label=${t('app.key')} />
        <p class="muted">${t('app.key.help')}</p>
        <div class="actions">
          ${apiKey() && html`<button type="button" class="quiet" onClick=${() => use('')}>${t('app.key.remove')}</button>`}
          <button type="button" class="quiet" onClick=${() => dialog.current?.close()}>${t('app.cancel')}</button>
          <button>${t('app.key.save')}</button>
        </div>
      </form>
    </dialog>`;
}

/** The generation that serves. */
function Serving() {
  const {data, error, reload} = useLoad('ready', signal => get('/readyz', signal));
  useEffect(() => {
    addEventListener(ACTIVATED, reload);
    return () => removeEventListener(ACTIVATED, reload);
  });
  return html`
    <a class="serving ${error || data?.graph === 'down' ? 'bad' : ''}" href=${link('generations')}
        title=${`${t('app.serving')} ${data?.generation ?? ''}`}>
      ${data ? html`<span class="when">${data.generation.replace(/[^-]*$/, '')}</span>${data.generation.replace(/^.*-/, '')}`
        : error ? t('live.notready') : '…'}
    </a>`;
}

function App() {
  const {view, params} = useRoute();
  const [session, setSession] = useState(0); // a changed key or language builds the view anew
  const View = VIEWS[view] ?? RecallView;
  useEffect(() => {
    addEventListener('keydown', shortcut);
    return () => removeEventListener('keydown', shortcut);
  }, []);
  useEffect(() => {
    document.querySelector('nav [aria-current]')?.scrollIntoView({block: 'nearest', inline: 'center'});
    document.title = `${t('view.' + (view in VIEWS ? view : 'recall'))} · ${t('app.title')}`;
  }, [view, session]);
  const restart = () => {
    forgetFacts();
    setSession(session + 1);
  };
  const other = currentLanguage() === 'zh' ? 'en' : 'zh';
  const switchLanguage = () => {
    setLanguage(other);
    restart();
  };
  return html`
    <a class="skip" href="#main" onClick=${event => {
      event.preventDefault();
      document.getElementById('main')?.focus();
    }}>${t('app.skip')}</a>
    <header>
      <a class="brand" href=${link('recall')}><img src="icon.svg" alt="" width="26" height="26" />graph-recall</a>
      <nav aria-label=${t('app.views')}>
        ${Object.keys(VIEWS).map(name => html`
          <a href=${link(name)} aria-current=${View === VIEWS[name] ? 'page' : undefined}>${t('view.' + name)}</a>`)}
      </nav>
      <span class="tools">
        <${Serving} key=${'serving' + session} />
        <${KeyDialog} onChange=${restart} />
        <button class="quiet" lang=${other} onClick=${switchLanguage}>${other === 'zh' ? '中文' : 'English'}</button>
      </span>
    </header>
    <main id="main" tabindex="-1" key=${view + session}>
      <${View} params=${params} />
    </main>
    <footer>${t('app.shortcuts')}</footer>`;
}

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
root.replaceChildren();
render(html`<${App} />`, root);
