/** Texts with commands between backticks. */

/** A text whose commands are not broken into lines. */
export const Marked = ({children: text}: {children: string}) => (
  <>{text.split('`').map((part, i) => (i % 2 === 1 ? <code class="nowrap">{part}</code> : part))}</>);
