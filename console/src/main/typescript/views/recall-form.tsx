/** Who the request is for, and where. */
import type {SceneSettings} from 'contract';
import {useEffect, useState} from 'preact/hooks';
import {t} from '../lib/i18n.ts';
import type {Params} from '../lib/route.ts';
import {Field, Form, Input} from '../parts/form.tsx';
import {Failure} from '../parts/states.tsx';
import {UserInput} from '../parts/user-input.tsx';
import {coldUser, openChosen, randomUser} from './recall-pick.ts';
import {ACTIONS, type ComposedEvent, eventsOf, eventsText, targetField} from './recall-request.ts';

const BLENDS = ['quota', 'snake', 'rrf', 'weighted', 'learned'];
const TARGETS = {content_id: 'recall.event.target', query: 'recall.event.target.search', item_id: 'recall.event.target.item'} as const;

interface Props {
  params: Params;
  scenes: SceneSettings[];
  scene: SceneSettings;
  onChange: (changes: Params) => void;
}

export function RecallForm({params, scenes, scene, onChange}: Props) {
  const [composed, setComposed] = useState(Boolean(params.events));
  const [events, setEvents] = useState(eventsOf(params.events));
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    if (params.events || params.user) {
      setComposed(Boolean(params.events));
    }
    if (params.events) {
      setEvents(eventsOf(params.events));
    }
  }, [params.events, params.user]);

  const submit = ({user = '', size, query, context}: Params) => {
    const complete = events.filter(({target}) => target.trim());
    onChange({
      user: composed ? '' : user, events: composed && complete.length > 0 ? eventsText(complete) : '', size, query, context,
    });
  };
  const pick = async (choose: () => Promise<string>) => {
    try {
      setFailure(undefined);
      await openChosen('recall', choose, user => ({user, events: ''}));
    } catch (error) {
      setFailure(error as Error);
    }
  };
  const compose = () => {
    setComposed(true);
    if (events.length === 0) {
      setEvents([{action: 'click', target: '', minutes: 5}]);
    }
  };
  return (
    <>
      <Form onValues={submit}>
        <fieldset class="who">
          <legend>{t('recall.who')}
            <button type="button" class="link" onClick={() => pick(randomUser)}>{t('recall.pick.random')}</button>
            <button type="button" class="link" onClick={() => pick(coldUser)}>{t('recall.pick.cold')}</button></legend>
          <span class="tabs">
            <button type="button" aria-pressed={!composed} onClick={() => setComposed(false)}>{t('recall.known')}</button>
            <button type="button" aria-pressed={composed} onClick={compose}>{t('recall.composed')}</button>
          </span>
          <UserInput name="user" value={params.user} hidden={composed} aria-label={t('field.user')}
              placeholder={t('field.user')} title={t('recall.user.help')} />
          {composed && <Events events={events} onChange={setEvents} />}
        </fieldset>
        <Field label={t('field.scene')}>
          <select value={scene.name} onChange={event => onChange({scene: event.currentTarget.value, channels: ''})}>
            {scenes.map(({name}) => <option value={name}>{name}</option>)}
          </select>
        </Field>
        <Field label={t('field.blend')}>
          <select value={params.blend ?? ''} onChange={event => onChange({blend: event.currentTarget.value})}>
            <option value="">{t('recall.blend.scene', {blend: scene.blend})}</option>
            {BLENDS.map(blend => <option value={blend}>{blend}</option>)}
          </select>
        </Field>
        <Field label={t('field.size')}>
          <Input name="size" type="number" min="1" max="1000" value={params.size ?? '50'} class="short" required />
        </Field>
        <Field label={t('field.query')}>
          <Input name="query" value={params.query} />
        </Field>
        {params.context && (
          <Field label={t('field.context')}><Input name="context" value={params.context} /></Field>)}
        <button>{t('field.show')}</button>
      </Form>
      {failure && <Failure error={failure} />}
    </>);
}

function Events({events, onChange}: {events: ComposedEvent[], onChange: (events: ComposedEvent[]) => void}) {
  const change = (index: number, changes: Partial<ComposedEvent>) =>
    onChange(events.map((event, i) => (i === index ? {...event, ...changes} : event)));
  return (
    <>
      <ol class="events">{events.map(({action, target, minutes}, index) => (
        <li>
          <select value={action} aria-label={t('recall.event.action')}
              onChange={event => change(index, {action: event.currentTarget.value})}>
            {ACTIONS.map(one => <option value={one}>{t(`action.${one}`)}</option>)}
          </select>
          <input value={target} placeholder={t(TARGETS[targetField(action)])} aria-label={t(TARGETS[targetField(action)])}
              autocomplete="off" spellcheck={false} onInput={event => change(index, {target: event.currentTarget.value})} />
          <label class="inline"><input type="number" min="0" class="short" value={minutes} aria-label={t('recall.event.minutes')}
              onInput={event => change(index, {minutes: Number(event.currentTarget.value)})} /><small>{t('recall.event.ago')}</small></label>
          <button type="button" class="quiet" aria-label={t('recall.event.remove')} title={t('recall.event.remove')}
              onClick={() => onChange(events.filter((_, i) => i !== index))}>×</button>
        </li>))}</ol>
      <button type="button" class="quiet" onClick={() => onChange([...events, {action: 'click', target: '', minutes: 0}])}>
        + {t('recall.event.add')}</button>
    </>);
}
