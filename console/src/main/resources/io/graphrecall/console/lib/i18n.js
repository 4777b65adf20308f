// @ts-check
/** Texts in the reader's language, and numbers and times as that language writes them. */
import {chinese} from './texts-zh.js';
import {english} from './texts-en.js';

const KEY = 'graph-recall.language';
/** @type {Record<string, Record<string, string>>} */
const TEXTS = {en: english, zh: chinese};

let language = localStorage.getItem(KEY) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
document.documentElement.lang = language;

/** Returns the current language, `en` or `zh`. */
export const currentLanguage = () => language;

/** @param {string} other `en` or `zh` */
export function setLanguage(other) {
  language = other;
  localStorage.setItem(KEY, other);
  document.documentElement.lang = other;
}

/**
 * Returns a text; `{name}` stands for a value.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const text = TEXTS[language][key] ?? english[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export const number = (value, options = {maximumFractionDigits: 2}) =>
  new Intl.NumberFormat(language, options).format(value);

/** Returns a score with the digits that distinguish scores of any size. @param {number} value */
export const score = value => number(value, {maximumSignificantDigits: 4});

/** @param {number} value milliseconds */
export const millis = value => `${number(value, {maximumSignificantDigits: 3})} ms`;

/** @param {number} value bytes */
export function bytes(value) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(value, 1)) / Math.log(1024)));
  return `${number(value / 1024 ** power, {maximumSignificantDigits: 3})} ${units[power]}`;
}

/** @param {string} iso */
export const time = iso => new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'})
    .format(new Date(iso));
