/** Areas that scroll sideways, which the keyboard reaches. */
import type {ComponentChildren} from 'preact';

interface Props {
  label: string;
  /** Further classes. */
  of?: string;
  children: ComponentChildren;
}

export const Scroll = ({label, of = 'panel', children}: Props) => (
  <div class={`scroll ${of}`} tabindex={0} role="group" aria-label={label}>{children}</div>);
