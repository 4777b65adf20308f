// @ts-check
/** The user interface library: Preact with tagged templates. Everything else imports it from here. */
export {
  html, render, useCallback, useEffect, useMemo, useReducer, useRef, useState,
} from '../vendor/htm/standalone.module.js';
