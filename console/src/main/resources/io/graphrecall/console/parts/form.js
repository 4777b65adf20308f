// @ts-check
/** Forms whose values are parameters of the route. */
import {html} from '../lib/html.js';

/** @param {{label: string, help?: string, wide?: boolean, children?: unknown}} props */
export const Field = ({label, help, wide, children}) => html`
  <label class=${wide ? 'field wide' : 'field'}><span>${label}</span>${children}${help && html`<small>${help}</small>`}</label>`;

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
