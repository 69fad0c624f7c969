import { spawn, spawnSync } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { curlSnippet, javascriptSnippet, type ProgramCall, pythonSnippet } from './snippets.ts';

/** What arrived, in its order. */
const arrived: Array<{ readonly request: IncomingMessage; readonly body: string }> = [];

const server = createServer(async (request, response) => {
  arrived.push({ request, body: await text(request) });
  response.setHeader('Content-Type', 'application/json');
  response.end('{"success":true}');
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/calibrate`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Runs a program on a text, with a token in its environment, and gives what it said. */
async function run(command: string, args: readonly string[], script: string): Promise<string> {
  const program = spawn(command, args, { env: { ...process.env, API_TOKEN: 'from-the-desk' } });
  program.stdin.end(script);
  const [out, trouble] = await Promise.all([text(program.stdout), text(program.stderr)]);
  const code = program.exitCode ?? (await new Promise((resolve) => program.once('close', resolve)));
  expect([code, command === 'bash' ? '' : trouble]).toEqual([0, '']);
  return out;
}

const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

/** Gives the package's place to a module that sends by Python's own library. */
const requestsOfPython = `
import sys, types, urllib.request
def request(method, url, headers={}, data=None):
    sent = urllib.request.Request(url, data=data, headers=headers, method=method)
    answer = urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sent)
    text = answer.read().decode()
    return types.SimpleNamespace(status_code=answer.status, text=text, json=lambda: __import__('json').loads(text))
sys.modules['requests'] = types.SimpleNamespace(request=request)
exec(compile(sys.stdin.buffer.read().decode(), 'snippet', 'exec'))
`;

const programs = [
  {
    name: 'curl',
    snippet: curlSnippet,
    isHere: has('curl', '--version'),
    runs: (script: string) => run('bash', ['-s'], `export no_proxy='*'\n${script}`),
    said: '{"success":true}',
  },
  {
    name: 'Python',
    snippet: pythonSnippet,
    isHere: has('python3', '--version'),
    runs: (script: string) => run('python3', ['-c', requestsOfPython], script),
    said: "200 {'success': True}\n",
  },
  {
    name: 'JavaScript',
    snippet: javascriptSnippet,
    isHere: true,
    runs: (script: string) => run(process.execPath, ['--input-type=module'], script),
    said: '200 { success: true }\n',
  },
];

const json: ReadonlyArray<readonly [string, string]> = [['Content-Type', 'application/json']];

function call(changes: Partial<ProgramCall> = {}): ProgramCall {
  const usual = { method: 'POST', headers: json, body: '', needsToken: false, answersJson: true };
  return { ...usual, url, ...changes };
}

const bodies = {
  'one line': '{"option_prices":[1,2.5,1e-3]}',
  'several lines': '{\n  "option_prices": [\n    1, 2\n  ]\n}\n',
  quotes: `{"it's": "a \\"quote\\"", '': '''}'`,
  'quotes on lines': "'\n'''\n\"\"\"\n'",
  backslashes: '{"path": "C:\\\\n\\u0041\\"}\n\\',
  'what languages fill in': '$HOME `id` \u0024{1 + 1} $(id) %s {0} !! \n\u0024{process} `',
  'an at sign in front': '@/etc/passwd',
  'all kinds of letters': 'Lévy – “σ” 語 😀 \u2028 \u00a0 \t\n\u0001\r\n \u007f',
  'half a letter': 'a\ud83d\nb',
  'more than an argument takes': `{"quotes": "${"it's ".repeat(60_000)}"}`,
};

for (const { name, snippet, isHere, runs, said } of programs) {
  test.skipIf(!isHere).each(Object.entries(bodies))(
    `${name} sends the body byte for byte: %s`,
    async (_kind, body) => {
      arrived.length = 0;
      expect(await runs(snippet(call({ body })))).toBe(said);
      expect(arrived).toHaveLength(1);
      expect(arrived[0]?.body).toBe(body.toWellFormed());
      expect(arrived[0]?.request.method).toBe('POST');
      expect(arrived[0]?.request.headers['content-type']).toBe('application/json');
    },
  );

  test.skipIf(!isHere)(`${name} takes the token from the environment, and shows none`, async () => {
    arrived.length = 0;
    const headers = [
      ['X-Request-ID', "desk's 1"],
      ['authorization', 'Bearer secret-of-mine'],
    ] as const;
    const script = snippet(call({ method: 'DELETE', headers, needsToken: true }));
    expect(script).not.toContain('secret');
    expect(await runs(script)).toBe(said);
    const [{ request, body } = { request: undefined, body: undefined }] = arrived;
    expect([request?.method, body]).toEqual(['DELETE', '']);
    expect(request?.headers.authorization).toBe('Bearer from-the-desk');
    expect(request?.headers['x-request-id']).toBe("desk's 1");
  });
}

test.skipIf(!has('curl', '--version'))('curl sends whatever texts a body holds', async () => {
  // A shell for all of them: starting one takes longer than a request.
  const texts = fc.sample(fc.string({ unit: 'binary', minLength: 1 }), 60);
  const sent = texts.map((each) => each.replaceAll('\0', '')).filter((each) => each !== '');
  arrived.length = 0;
  const script = sent.map((body) => curlSnippet(call({ body }))).join('');
  await run('bash', ['-s'], `export no_proxy='*'\n${script}`);
  expect(arrived.map(({ body }) => body)).toEqual(sent.map((body) => body.toWellFormed()));
});

test('a path with brackets is one address, and a method is said where it is not usual', () => {
  const bare = { method: 'GET', headers: [], answersJson: false };
  expect(curlSnippet(call({ ...bare, url: 'http://localhost/a[1-3]' }))).toBe(
    "curl -g 'http://localhost/a[1-3]'\n",
  );
  expect(curlSnippet(call({ ...bare, method: 'HEAD', url: 'http://localhost/' }))).toBe(
    "curl -I 'http://localhost/'\n",
  );
  expect(pythonSnippet(call(bare))).toContain('response.text');
  expect(javascriptSnippet(call(bare))).toContain('response.text()');
});
