/** The frame of all views: navigation, API key, language, and the generation that serves. */
import type {Readiness} from 'contract';
import {type ComponentChildren, render, type TargetedEvent} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import {apiKey, get, READY, setApiKey, UNAVAILABLE} from './lib/api.ts';
import {forgetFacts} from './lib/facts.ts';
import {currentLanguage, setLanguage, t} from './lib/i18n.ts';
import {forgetLoaded} from './lib/load.ts';
import {link, open, type Params, useRoute} from './lib/route.ts';
import {ASK_KEY} from './parts/states.tsx';
import {ContentView} from './views/content.tsx';
import {ACTIVATED, GenerationsView} from './views/generations.tsx';
import {GraphView} from './views/graph.tsx';
import {IngestView} from './views/ingest.tsx';
import {LiveView} from './views/live.tsx';
import {RecallView} from './views/recall.tsx';
import {ReportsView} from './views/reports.tsx';
import {SpacesView} from './views/spaces.tsx';
import {UserView} from './views/user.tsx';
import {WhyView} from './views/why.tsx';
import './style.css';

/** The views in the order of the navigation. */
const VIEWS = {
  recall: RecallView, content: ContentView, why: WhyView, user: UserView, graph: GraphView, spaces: SpacesView,
  reports: ReportsView, generations: GenerationsView, ingest: IngestView, live: LiveView,
} satisfies Record<string, (props: {params: Params}) => ComponentChildren>;
type ViewName = keyof typeof VIEWS;
const NAMES = Object.keys(VIEWS) as ViewName[];

/** Opens views by number and focuses the first field of a view, unless the reader is writing. */
function shortcut(event: KeyboardEvent) {
  const target = event.target as Element;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input:not([type=checkbox]), select, textarea, dialog, canvas')) {
    return;
  }
  const view = /^\d$/.test(event.key) ? NAMES[(Number(event.key) + 9) % 10] : undefined;
  if (view) {
    open(view, {});
  } else if (event.key === '/') {
    const field = document.querySelector<HTMLElement>('main input:not([type=checkbox], [hidden])')
      ?? document.querySelector<HTMLElement>('main :is(select, textarea)');
    if (field) {
      field.focus();
      event.preventDefault();
    }
  }
}

function KeyDialog({onChange}: {onChange: () => void}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const show = () => dialog.current?.showModal();
    addEventListener(ASK_KEY, show);
    return () => removeEventListener(ASK_KEY, show);
  }, []);
  const use = (key: string) => {
    setApiKey(key);
    dialog.current?.close();
    onChange();
  };
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    use(String(new FormData(event.currentTarget).get('key')).trim());
    event.currentTarget.reset();
  };
  return (
    <>
      <button class="quiet" onClick={() => dialog.current?.showModal()}>
        {t(apiKey() ? 'app.key.set' : 'app.key')}
      </button>
      <dialog ref={dialog} aria-labelledby="key-title">
        <form onSubmit={submit}>
          <h2 id="key-title">{t('app.key')}</h2>
          <input name="key" type="password" autocomplete="off" required pattern="[!-~]+" title={t('app.key.pattern')} aria-label={t('app.key')} />
          <p class="muted">{t('app.key.help')}</p>
          <div class="actions">
            {apiKey() && <button type="button" class="quiet" onClick={() => use('')}>{t('app.key.remove')}</button>}
            <button type="button" class="quiet" onClick={() => dialog.current?.close()}>{t('app.cancel')}</button>
            <button>{t('app.key.save')}</button>
          </div>
        </form>
      </dialog>
    </>);
}

const CHECK_MS = 10_000;

/** The generation that serves. It is read again in each view, every ten seconds, and after a call that failed. */
function Serving({view}: {view: string}) {
  const [ready, setReady] = useState<Readiness | null>();
  useEffect(() => {
    const check = () => document.hidden || get(READY, {}).then(setReady, () => setReady(null));
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
  return (
    <a class={`serving ${ready === null || problem ? 'bad' : ''}`} href={link('generations')}
        title={[`${t('app.serving')} ${ready?.generation ?? ''}`, problem].filter(Boolean).join('. ')}>
      {ready ? <><span class="when">{when}</span><span class="what">{t('reports.generation')} </span>{id}</>
        : ready === null ? t('live.notready') : '…'}
    </a>);
}

const Unknown = ({view}: {view: string}) => (
  <>
    <h1>{t('app.noview')}</h1>
    <p class="state">{t('app.noview.name', {view})}</p>
  </>);

/** Scrolls the link of the open view into the middle of the links. `scrollIntoView` would make Tab begin there. */
function centreCurrent() {
  const current = document.querySelector('nav [aria-current]')?.getBoundingClientRect();
  const nav = document.querySelector('nav');
  if (current && nav) {
    const shown = nav.getBoundingClientRect();
    nav.scrollLeft += current.left + current.width / 2 - shown.left - shown.width / 2;
  }
}

function App() {
  const {view, params} = useRoute();
  const [session, setSession] = useState(0); // a changed key or language builds the view anew
  const name = NAMES.find(one => one === view);
  const View = name && VIEWS[name];
  const opened = useRef(view + session);
  useEffect(() => {
    addEventListener('keydown', shortcut);
    return () => removeEventListener('keydown', shortcut);
  }, []);
  useEffect(() => {
    centreCurrent();
    document.title = `${t(name ? `view.${name}` : 'app.noview')} · ${t('app.title')}`;
    if (view + session !== opened.current && document.activeElement === document.body) { // what the reader chose is gone
      document.getElementById('main')?.focus({preventScroll: true});
    }
    opened.current = view + session;
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
  return (
    <>
      <a class="skip" href="#main" onClick={event => {
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}>{t('app.skip')}</a>
      <header>
        <a class="brand" href={link('recall')}><img src="icon.svg" alt="" width="26" height="26" />graph-recall</a>
        <nav aria-label={t('app.views')}>
          {NAMES.map(one => (
            <a href={link(one)} aria-current={one === name ? 'page' : undefined}>{t(`view.${one}`)}</a>))}
        </nav>
        <span class="tools">
          <Serving view={view} />
          <KeyDialog onChange={restart} />
          <button class="quiet" lang={other} onClick={switchLanguage}>{other === 'zh' ? '中文' : 'English'}</button>
        </span>
      </header>
      <main id="main" tabindex={-1} key={view + session}>
        {View ? <View params={params} /> : <Unknown view={view} />}
      </main>
      <footer>{t('app.shortcuts')}</footer>
    </>);
}

const root = document.getElementById('app')!;
root.replaceChildren();
render(<App />, root);
