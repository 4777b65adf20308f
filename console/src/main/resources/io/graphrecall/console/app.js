// @ts-check
/** The frame of all views: navigation, API key, language, and the generation that serves. */
import {apiKey, get, READY, setApiKey, UNAVAILABLE} from './lib/api.js';
import {forgetFacts} from './lib/facts.js';
import {html, render, useEffect, useRef, useState} from './lib/html.js';
import {currentLanguage, setLanguage, t} from './lib/i18n.js';
import {forgetLoaded} from './lib/load.js';
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

/** @type {Record<string, (props: {params: Record<string, string>, view: string}) => unknown>} in the order of the navigation */
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
    /** @type {HTMLElement | null} */ (document.querySelector('main input:not([type=checkbox], [hidden])'))?.focus();
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

const CHECK_MS = 10_000;

/** The generation that serves. It is read again in each view, every ten seconds, and after a call that failed. @param {{view: string}} props */
function Serving({view}) {
  const [ready, setReady] = useState(/** @type {{generation: string, graph: string, problem?: string} | null | undefined} */ (undefined));
  useEffect(() => {
    const check = () => document.hidden || get(READY).then(setReady, () => setReady(null));
    const events = [ACTIVATED, UNAVAILABLE, 'visibilitychange'];
    const timer = setInterval(check, CHECK_MS);
    check();
    events.forEach(event => addEventListener(event, check));
    return () => {
      clearInterval(timer);
      events.forEach(event => removeEventListener(event, check));
    };
  }, [view]);
  const [, when, id] = /^(.*-)?(.*)$/.exec(ready?.generation ?? '') ?? [];
  const problem = ready?.graph === 'down' ? t('live.nograph') : ready?.problem;
  return html`
    <a class="serving ${ready === null || problem ? 'bad' : ''}" href=${link('generations')}
        title=${[`${t('app.serving')} ${ready?.generation ?? ''}`, problem].filter(Boolean).join('. ')}>
      ${ready ? html`<span class="when">${when}</span><span class="what">${t('reports.generation')} </span>${id}`
        : ready === null ? t('live.notready') : '…'}
    </a>`;
}

/** @param {{view: string}} props */
const Unknown = ({view}) => html`
  <h1>${t('app.noview')}</h1>
  <p class="state">${t('app.noview.name', {view})}</p>`;

function App() {
  const {view, params} = useRoute();
  const [session, setSession] = useState(0); // a changed key or language builds the view anew
  const isKnown = Object.hasOwn(VIEWS, view);
  const View = isKnown ? VIEWS[view] : Unknown;
  const opened = useRef(view);
  useEffect(() => {
    addEventListener('keydown', shortcut);
    return () => removeEventListener('keydown', shortcut);
  }, []);
  useEffect(() => {
    document.querySelector('nav [aria-current]')?.scrollIntoView({block: 'nearest', inline: 'center'});
    document.title = `${t(isKnown ? 'view.' + view : 'app.noview')} · ${t('app.title')}`;
    if (view !== opened.current && document.activeElement === document.body) { // the link that opened the view is gone
      document.getElementById('main')?.focus({preventScroll: true});
    }
    opened.current = view;
  }, [view, session]);
  const restart = () => {
    forgetFacts();
    forgetLoaded();
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
        <${Serving} view=${view} />
        <${KeyDialog} onChange=${restart} />
        <button class="quiet" lang=${other} onClick=${switchLanguage}>${other === 'zh' ? '中文' : 'English'}</button>
      </span>
    </header>
    <main id="main" tabindex="-1" key=${view + session}>
      <${View} params=${params} view=${view} />
    </main>
    <footer>${t('app.shortcuts')}</footer>`;
}

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
root.replaceChildren();
render(html`<${App} />`, root);
