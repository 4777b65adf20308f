/** Forms whose values are parameters of the route. */
import type {ComponentChildren, JSX, TargetedEvent} from 'preact';
import {useEffect, useState} from 'preact/hooks';
import type {Params} from '../lib/route.ts';

interface FieldProps {
  label: string;
  wide?: boolean;
  children: ComponentChildren;
}

export const Field = ({label, wide, children}: FieldProps) => (
  <label class={wide ? 'field wide' : 'field'}><span>{label}</span>{children}</label>);

/** Returns the attributes of a field that keeps what the reader enters until its value in the route changes. */
export function useText(value: string) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return {
    value: text, autocomplete: 'off', spellcheck: false,
    onInput: (event: TargetedEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) => setText(event.currentTarget.value),
  } as const;
}

type Props<E extends 'input' | 'select' | 'textarea'> = Omit<JSX.IntrinsicElements[E], 'value' | 'ref'> & {name: string, value?: string};

export const Input = ({value = '', ...attributes}: Props<'input'>) => <input {...useText(value)} {...attributes} />;
export const Select = ({value = '', ...attributes}: Props<'select'>) => <select {...useText(value)} {...attributes} />;
export const TextArea = ({value = '', ...attributes}: Props<'textarea'>) => <textarea {...useText(value)} {...attributes} />;

/** A form that passes its named values on, without blanks around them, when it is submitted. */
export function Form({onValues, children}: {onValues: (values: Params) => void, children: ComponentChildren}) {
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]);
    onValues(Object.fromEntries(values));
  };
  return <form class="form" onSubmit={submit}>{children}</form>;
}
