/** A request as a program would send it. */
export interface ProgramCall {
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  /** Empty where none is sent. */
  readonly body: string;
  /** Whether it needs a bearer token, which each snippet reads from the environment. */
  readonly needsToken: boolean;
  /** Whether the answer is JSON. */
  readonly answersJson: boolean;
}

/** Longer ones are no argument that Linux takes (128 KiB). */
const LONGEST_ARGUMENT = 100_000;

/** The call for a POSIX shell; its body arrives byte for byte. */
export function curlSnippet(call: ProgramCall): string {
  const { method, url, needsToken } = call;
  const body = bodyOf(call);
  const isLong = body.length > LONGEST_ARGUMENT;
  const data = isLong ? ['--data-binary @-'] : [`--data-raw ${shellQuoted(body)}`];
  const how = [
    ...(method === 'GET' ? [] : [method === 'HEAD' ? '-I' : `-X ${method}`]),
    // In its path, brackets would list several.
    ...(/[[\]{}]/.test(url) ? ['-g'] : []),
  ];
  const parts = [
    ['curl', ...how, shellQuoted(url)].join(' '),
    ...headersOf(call).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...(needsToken ? ['-H "Authorization: Bearer $API_TOKEN"'] : []),
    ...(body === '' ? [] : data),
  ];
  const curl = `${parts.join(' \\\n  ')}\n`;
  // Built into the shell, printf may have arguments of any length.
  return isLong ? `printf %s ${shellQuoted(body)} |\n${curl}` : curl;
}

/** The call for Python with the `requests` package. */
export function pythonSnippet(call: ProgramCall): string {
  const { method, url, needsToken, answersJson } = call;
  const body = bodyOf(call);
  const headers = [
    ...headersOf(call).map(([name, value]) => `${literal(name)}: ${literal(value)}`),
    ...(needsToken ? ['"Authorization": "Bearer " + os.environ["API_TOKEN"]'] : []),
  ];
  const lines = [
    `    ${literal(method)},`,
    `    ${literal(url)},`,
    ...(headers.length > 0 ? [`    headers={${headers.join(', ')}},`] : []),
    ...(body === '' ? [] : [`    data=${pythonText(body)}.encode(),`]),
  ];
  return `${needsToken ? 'import os\n\n' : ''}import requests

response = requests.request(
${lines.join('\n')}
)
print(response.status_code, response.${answersJson ? 'json()' : 'text'})
`;
}

/** The call for JavaScript, as Node 18 and browsers run it in a module. */
export function javascriptSnippet(call: ProgramCall): string {
  const { method, url, needsToken, answersJson } = call;
  const body = bodyOf(call);
  const headers = [
    ...headersOf(call).map(([name, value]) => `${literal(name)}: ${literal(value)}`),
    ...(needsToken ? ["Authorization: 'Bearer ' + process.env.API_TOKEN"] : []),
  ];
  const lines = [
    `  method: ${literal(method)},`,
    ...(headers.length > 0 ? [`  headers: { ${headers.join(', ')} },`] : []),
    ...(body === '' ? [] : [`  body: ${javascriptText(body)},`]),
  ];
  return `const response = await fetch(${literal(url)}, {
${lines.join('\n')}
});
console.log(response.status, await response.${answersJson ? 'json' : 'text'}());
`;
}

/** As UTF-8 has it: half a surrogate pair arrives as U+FFFD. */
function bodyOf({ body }: ProgramCall): string {
  return body.toWellFormed();
}

/** Without what proves who asks: that is nothing to copy. */
function headersOf({ headers }: ProgramCall): ProgramCall['headers'] {
  return headers.filter(([name]) => !/^authorization$/i.test(name));
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A literal of one line, in JavaScript and in Python alike: both know all escapes of JSON. */
function literal(text: string): string {
  return JSON.stringify(text);
}

/** On lines of its own as long as no character of the text has a meaning there. */
function pythonText(body: string): string {
  const isPlain = isPlainLines(body) && !body.includes("'''") && !/^'|'$/.test(body);
  return isPlain ? `'''${body}'''` : literal(body);
}

function javascriptText(body: string): string {
  return isPlainLines(body) && !/`|\$\{/.test(body) ? `\`${body}\`` : literal(body);
}

/** No backslash, and no control character but the line feed, which some parsers change. */
function isPlainLines(text: string): boolean {
  return text.includes('\n') && !/[\\\p{Cc}]/u.test(text.replaceAll('\n', ''));
}
