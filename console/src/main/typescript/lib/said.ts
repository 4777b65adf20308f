/** Translation of sentences of the service. */
import {SENTENCES} from './sentences-zh.ts';

const PATTERNS = Object.entries(SENTENCES).map(([sentence, text]) => ({
  expression: new RegExp(`^${sentence.replace(/[.()]/g, '\\$&')
      .replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>${name.startsWith('text') ? '.+' : '\\d+'})`)}$`, 's'), text,
}));
/** Separators of joined sentences in English and in Chinese. */
const JOINED = [['; ', '；'], [', but ', '，但'], [', ', '，']] as const;

/** Returns a sentence of the service, or several joined ones, in Chinese; undefined for unknown ones, such as those of own channels. */
export function chineseOf(sentence: string): string | undefined {
  for (const [english, chinese] of JOINED) {
    const at = sentence.lastIndexOf(english);
    const last = at < 0 ? undefined : chineseOf(sentence.slice(at + english.length));
    const first = last && chineseOf(sentence.slice(0, at));
    if (first) {
      return first + chinese + last;
    }
  }
  for (const {expression, text} of PATTERNS) {
    const found = expression.exec(sentence);
    if (found) {
      return text.replace(/\{(\w+)\}/g, (_, name) => {
        const value = found.groups?.[name] ?? '';
        return chineseOf(value) ?? value;
      });
    }
  }
  return undefined;
}
