// @ts-check
/** Areas that scroll sideways, which the keyboard reaches. */
import {html} from '../lib/html.js';

/** @param {{label: string, of?: string, children?: unknown}} props of: further classes */
export const Scroll = ({label, of = 'panel', children}) => html`
  <div class="scroll ${of}" tabindex="0" role="group" aria-label=${label}>${children}</div>`;
