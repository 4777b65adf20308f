/** Texts in the reader's language, and numbers and times as that language writes them. */
import {chinese} from './texts-zh.ts';
import {english} from './texts-en.ts';

const KEY = 'graph-recall.language';

export type TextKey = keyof typeof english;
export type Language = 'en' | 'zh';

const TEXTS: Record<Language, Record<TextKey, string>> = {en: english, zh: chinese};

const stored = localStorage.getItem(KEY);
let language: Language = stored === 'en' || stored === 'zh' ? stored : navigator.language.startsWith('zh') ? 'zh' : 'en';
document.documentElement.lang = language;

export const currentLanguage = () => language;

export function setLanguage(other: Language) {
  language = other;
  localStorage.setItem(KEY, other);
  document.documentElement.lang = other;
}

/** Returns a text; `{name}` stands for a value. */
export const t = (key: TextKey, values: Record<string, string | number> = {}) =>
  TEXTS[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** Returns the text of a name in a group of texts, for example an action. An unknown name stays as it is. */
export function named(group: string, name: string) {
  const key = `${group}.${name}`;
  return Object.hasOwn(english, key) ? t(key as TextKey) : name;
}

export const number = (value: number, options: Intl.NumberFormatOptions = {maximumFractionDigits: 2}) =>
  new Intl.NumberFormat(language, options).format(value);

/** Returns a score with the digits that distinguish scores of any size. */
export const score = (value: number) => number(value, {maximumSignificantDigits: 4});

export const millis = (value: number) => `${number(value, {maximumSignificantDigits: 3})} ms`;

export function bytes(value: number) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(value, 1)) / Math.log(1024)));
  return `${number(value / 1024 ** power, {maximumSignificantDigits: 3})} ${units[power]}`;
}

/** Returns a time as text, in English with the name of the month. @param iso time in ISO 8601 */
export const time = (iso: string) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {dateStyle: 'medium', timeStyle: 'short'})
    .format(new Date(iso));

/** Returns a time in milliseconds as text, and a position of data whose times give only an order as a number. */
export const timeText = (at: number) => (Math.abs(at) < 1e11 || Math.abs(at) > 8.64e15 ? number(at) : time(new Date(at).toISOString()));

const parser = new DOMParser();

/** Returns a title with the characters that its HTML entities stand for, as some data sets have them. */
export const decoded = (title: string) => title.replace(/&(#\d+|#x[\da-f]+|[a-z]\w*);/gi,
    entity => parser.parseFromString(entity, 'text/html').documentElement.textContent ?? entity);

/** Returns the text of a value of JSON. */
export const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.map(textOf).join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
