// @ts-check
/** Forms whose values are parameters of the route. */
import {html, useEffect, useState} from '../lib/html.js';

/** @param {{label: string, help?: string, wide?: boolean, children?: unknown}} props */
export const Field = ({label, help, wide, children}) => html`
  <label class=${wide ? 'field wide' : 'field'}><span>${label}</span>${children}${help && html`<small>${help}</small>`}</label>`;

/**
 * A field that keeps what the reader enters until its value in the route changes.
 *
 * @param {{as?: string, value?: string, children?: unknown, [attribute: string]: unknown}} props as: the element
 */
export function Input({as = 'input', value = '', children, ...attributes}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return html`
    <${as} value=${text} onInput=${event => setText(event.target.value)} autocomplete="off" spellcheck=${false} ...${attributes}>
      ${children}<//>`;
}

/**
 * A form that passes its named values on, when it is submitted.
 *
 * @param {{onValues: (values: Record<string, string>) => void, children?: unknown}} props
 */
export function Form({onValues, children}) {
  const submit = event => {
    event.preventDefault();
    const values = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]);
    onValues(Object.fromEntries(values));
  };
  return html`<form class="form" onSubmit=${submit}>${children}</form>`;
}
