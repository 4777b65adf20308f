// @ts-check
/** Who the request is for, and where. */
import {html, useEffect, useState} from '../lib/html.js';
import {t} from '../lib/i18n.js';
import {Field, Form, Input} from '../parts/form.js';
import {Failure} from '../parts/states.js';
import {coldUser, randomUser} from './recall-pick.js';
import {ACTIONS, eventsOf, eventsText, targetField} from './recall-request.js';

const BLENDS = ['quota', 'snake', 'rrf', 'weighted', 'learned'];
const TARGETS = {content_id: 'recall.event.target', query: 'recall.event.target.search', item_id: 'recall.event.target.item'};

export function RecallForm({params, scenes, scene, onChange}) {
  const [composed, setComposed] = useState(Boolean(params.events));
  const [events, setEvents] = useState(eventsOf(params.events));
  const [failure, setFailure] = useState(/** @type {Error | undefined} */ (undefined));
  useEffect(() => {
    if (params.events || params.user) {
      setComposed(Boolean(params.events));
      setEvents(eventsOf(params.events));
    }
  }, [params.events, params.user]);

  const submit = ({user = '', size, query, context}) => {
    const complete = events.filter(({target}) => target.trim());
    onChange({
      user: composed ? '' : user, events: composed && complete.length > 0 ? eventsText(complete) : '', size, query, context,
    });
  };
  const pick = async choose => {
    try {
      setFailure(undefined);
      onChange({user: await choose(), events: ''});
    } catch (error) {
      setFailure(error);
    }
  };
  const compose = () => {
    setComposed(true);
    if (events.length === 0) {
      setEvents([{action: 'click', target: '', minutes: 5}]);
    }
  };
  return html`
    <${Form} onValues=${submit}>
      <fieldset class="who">
        <legend>${t('recall.who')}
          <button type="button" class="link" onClick=${() => pick(randomUser)}>${t('recall.pick.random')}</button>
          <button type="button" class="link" onClick=${() => pick(coldUser)}>${t('recall.pick.cold')}</button></legend>
        <span class="tabs">
          <button type="button" aria-pressed=${!composed} onClick=${() => setComposed(false)}>${t('recall.known')}</button>
          <button type="button" aria-pressed=${composed} onClick=${compose}>${t('recall.composed')}</button>
        </span>
        <${Input} name="user" value=${params.user} hidden=${composed} aria-label=${t('field.user')}
            placeholder=${t('field.user')} title=${t('recall.user.help')} />
        ${composed && html`<${Events} events=${events} onChange=${setEvents} />`}
      </fieldset>
      <${Field} label=${t('field.scene')}>
        <select value=${scene.name} onChange=${event => onChange({scene: event.target.value, channels: ''})}>
          ${scenes.map(({name}) => html`<option value=${name}>${name}</option>`)}
        </select>
      <//>
      <${Field} label=${t('field.blend')}>
        <select value=${params.blend ?? ''} onChange=${event => onChange({blend: event.target.value})}>
          <option value="">${t('recall.blend.scene', {blend: scene.blend})}</option>
          ${BLENDS.map(blend => html`<option value=${blend}>${blend}</option>`)}
        </select>
      <//>
      <${Field} label=${t('field.size')}>
        <${Input} name="size" type="number" min="1" max="1000" value=${params.size ?? '50'} class="short" required />
      <//>
      <${Field} label=${t('field.query')}>
        <${Input} name="query" value=${params.query} />
      <//>
      ${params.context && html`
        <${Field} label=${t('field.context')}><${Input} name="context" value=${params.context} /><//>`}
      <button>${t('field.show')}</button>
    <//>
    ${failure && html`<${Failure} error=${failure} />`}`;
}

function Events({events, onChange}) {
  const change = (index, field, value) => onChange(events.map((event, i) => (i === index ? {...event, [field]: value} : event)));
  return html`
    <ol class="events">${events.map(({action, target, minutes}, index) => html`
      <li>
        <select value=${action} aria-label=${t('recall.event.action')}
            onChange=${event => change(index, 'action', event.target.value)}>
          ${ACTIONS.map(one => html`<option value=${one}>${t('action.' + one)}</option>`)}
        </select>
        <input value=${target} placeholder=${t(TARGETS[targetField(action)])} aria-label=${t(TARGETS[targetField(action)])}
            autocomplete="off" spellcheck=${false} onInput=${event => change(index, 'target', event.target.value)} />
        <label class="inline"><input type="number" min="0" class="short" value=${minutes} aria-label=${t('recall.event.minutes')}
            onInput=${event => change(index, 'minutes', Number(event.target.value))} /><small>${t('recall.event.ago')}</small></label>
        <button type="button" class="quiet" aria-label=${t('recall.event.remove')} title=${t('recall.event.remove')}
            onClick=${() => onChange(events.filter((_, i) => i !== index))}>×</button>
      </li>`)}</ol>
    <button type="button" class="quiet" onClick=${() => onChange([...events, {action: 'click', target: '', minutes: 0}])}>
      + ${t('recall.event.add')}</button>`;
}
