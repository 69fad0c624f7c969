import { useState } from 'react';
import controls from '../controls.module.css';
import { CopyButton } from '../copy-button.tsx';
import { Segmented } from '../segmented.tsx';
import styles from './call.module.css';
import { type CallDraft, callUrl, readHeaders, takesBody } from './call-draft.ts';
import { curlSnippet, javascriptSnippet, pythonSnippet } from './snippets.ts';

export interface SnippetViewProps {
  readonly draft: CallDraft;
  readonly baseUrl: string;
  readonly hasToken: boolean;
  readonly answersJson: boolean;
  readonly snippetNote?: string | undefined;
}

const languages = { curl: curlSnippet, python: pythonSnippet, javascript: javascriptSnippet };
type Language = keyof typeof languages;

const LANGUAGES: ReadonlyArray<readonly [Language, string]> = [
  ['curl', 'curl'],
  ['python', 'Python'],
  ['javascript', 'JavaScript'],
];

const LONGEST_SHOWN = 20_000;
const MOST_ROWS = 7;

/** The request as a program sends it, to be copied. */
export function SnippetView(props: SnippetViewProps) {
  const { draft, baseUrl, hasToken, answersJson, snippetNote } = props;
  const [language, setLanguage] = useState<Language>('curl');
  const read = readHeaders(draft.headers);
  const headers = read.ok ? read.headers : [];
  const needsToken = hasToken || headers.some(([name]) => /^authorization$/i.test(name));
  const snippet = languages[language]({
    method: draft.method,
    url: callUrl(baseUrl, draft.path),
    headers,
    body: takesBody(draft) ? draft.body : '',
    needsToken,
    answersJson,
  });
  const notes = [
    needsToken ? 'The token is read from API_TOKEN of the environment.' : '',
    snippetNote ?? '',
  ];
  return (
    <div className={styles.snippet}>
      <div className={styles.title}>
        <h3>The same call</h3>
        <Segmented label="Language" options={LANGUAGES} value={language} onChange={setLanguage} />
        <CopyButton
          label="Copy"
          name="Copy the call"
          className={`${controls.button} ${controls.small}`}
          text={() => snippet}
        />
      </div>
      <textarea
        className={`${styles.text} ${styles.code}`}
        aria-label="The call as code"
        readOnly
        spellCheck={false}
        wrap="off"
        rows={Math.min(snippet.split('\n', MOST_ROWS).length, MOST_ROWS)}
        value={snippet.length > LONGEST_SHOWN ? `${snippet.slice(0, LONGEST_SHOWN)}\n…` : snippet}
      />
      <p className={styles.said}>{notes.filter(Boolean).join(' ')}</p>
    </div>
  );
}
