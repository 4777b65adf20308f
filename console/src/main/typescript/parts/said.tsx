/** Sentences of the service. */
import {currentLanguage, time} from '../lib/i18n.ts';
import {chineseOf} from '../lib/said.ts';

/** Returns a text with its times as the reader's language and time zone write them. */
const withTimes = (text: string) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, time);

/** Returns a sentence of the service in the language of the reader; undefined if it is known in English only. */
export const said = (sentence: string) => (currentLanguage() === 'zh' ? chineseOf(sentence) : undefined);

/** A sentence of the service in the language of the reader, or else in English. */
export function Said({of}: {of: string}) {
  const text = said(of);
  return text === undefined ? <span lang="en">{withTimes(of)}</span> : <>{withTimes(text)}</>;
}

/** Sentences about fields of a record, each after the JSON pointer to its field, if any. */
export const Fault = ({of}: {of: string}) => (
  <>{of.split(/; (?=\/)/).map((fault, i) => {
    const [, pointer, sentence] = /^(\/\S*) (.*)$/s.exec(fault) ?? [, undefined, fault];
    return <>{i > 0 && '; '}{pointer && <><code>{pointer}</code> </>}<Said of={sentence!} /></>;
  })}</>);
