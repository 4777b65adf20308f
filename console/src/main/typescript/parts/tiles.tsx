/** Large figures with what they mean. */
export const Tiles = ({of}: {of: {value: string, text: string}[]}) => of.length > 0 && (
  <div class="tiles">{of.map(({value, text}) => <div class="panel" key={text}><b>{value}</b><span>{text}</span></div>)}</div>);
