import { expect, test } from 'vitest';
import { models } from '../../../levy/models.ts';
import { findTerms, glossaryTerms } from './glossary-terms.ts';

const terms = glossaryTerms();
const found = (query: string) => findTerms(terms, query).map(({ term }) => term);

test('every parameter of every model is explained, in the model’s own words', () => {
  for (const { title, parameters } of models)
    for (const { symbol, meaning } of parameters)
      expect(terms.find(({ term }) => term === `${symbol} (${title})`)?.text).toContain(meaning);
});

test('terms have names of their own and one or two sentences', () => {
  expect(new Set(terms.map(({ term }) => term)).size).toBe(terms.length);
  for (const { text } of terms) {
    expect(text).toMatch(/^[A-Z“].*\.$/s);
    expect(text.length).toBeLessThan(260);
  }
});

test.each([
  ['cramer', '95 % interval'],
  ['Cramér', '95 % interval'],
  ['rmse', 'RMSE'],
  ['BIC', 'AIC and BIC'],
  ['kurt', 'Excess kurtosis'],
  ['sigma', 'σ (Variance Gamma)'],
  ['lop sided', 'Skewness'],
  ['nowhere', ''],
])('%s finds %s', (query, first) => {
  expect(found(query)[0] ?? '').toBe(first);
});

test('terms named so come before those that mention it; no query finds all', () => {
  const vega = found('volatility');
  expect(vega.indexOf('Vega')).toBeLessThan(vega.indexOf('Basis point'));
  expect(found('')).toHaveLength(terms.length);
  expect(found('(')).toContain('σ (Variance Gamma)');
});
