/** Field for the id of a user. */
import {useId, useState} from 'preact/hooks';
import {get} from '../lib/api.ts';
import {useLoad} from '../lib/load.ts';
import {type Input, useText} from './form.tsx';

/** Milliseconds without a further key before ids are read. */
const SETTLE = 150;
const MAX_OFFERED = 10;

/** Offers the ids that start with what the reader enters, in the list of the browser, which keys and touch operate. */
export function UserInput({value = '', ...attributes}: Parameters<typeof Input>[0]) {
  const id = useId();
  const text = useText(value);
  const [prefix, setPrefix] = useState('');
  const found = useLoad(prefix || null, signal => get('/v1/users', {prefix, limit: MAX_OFFERED}, signal), {delay: SETTLE});
  return (
    <>
      <input {...text} {...attributes} list={id} onInput={event => {
        text.onInput(event);
        setPrefix(event.currentTarget.value.trim());
      }} />
      <datalist id={id}>{found.data?.users.map(({user_id}) => <option value={user_id} />)}</datalist>
    </>);
}
