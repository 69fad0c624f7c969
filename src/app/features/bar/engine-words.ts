import type { Connection } from '../../../api/start.ts';
import type { EngineStatus } from '../../../calibration/worker/status.ts';
import { backendTitles } from '../../../network/engine/backend.ts';
import { duration } from '../../format/numbers.ts';

/** What the analyst may choose. */
export const BACKENDS = ['auto', 'webgpu', 'webgl', 'wasm', 'cpu'] as const;

/** The engine in one line: what runs, and the facts about it; a server is a fact of its own. */
export function engineLine(
  status: EngineStatus,
  connection?: Pick<Connection, 'transport' | 'baseUrl'>,
): { backend: string; facts: string } {
  if (connection?.transport === 'http') {
    return { backend: 'Server', facts: new URL(connection.baseUrl).host };
  }
  if (status.phase === 'starting') return { backend: 'Starting', facts: '' };
  if (status.phase === 'failed' || status.backend === undefined) {
    return { backend: 'Failed', facts: 'see the details' };
  }
  const facts = [
    status.latencyMs === undefined ? '' : duration(status.latencyMs),
    status.oracleError === undefined ? '' : `error ${errorText(status.oracleError)}`,
    status.adapter && status.backend.startsWith('webg') ? shortAdapter(status.adapter) : '',
  ];
  return { backend: backendTitles[status.backend], facts: facts.filter(Boolean).join(' · ') };
}

/** An error as a share of the parameters' ranges. */
export function errorText(share: number | undefined): string {
  if (share === undefined) return '–';
  if (share === 0) return '0';
  const [digits, exponent] = share.toExponential(0).split('e');
  return `${digits}e${exponent?.replace('-', '−')}`;
}

/** ANGLE's renderer strings hold vendor, device and driver; the device is what one knows. */
export function shortAdapter(adapter: string): string {
  const inner = /^ANGLE \((.*)\)$/.exec(adapter)?.[1]?.split(',')[1]?.trim() ?? adapter;
  const device = inner.replace(/\s*(\(.*|Direct3D.*|OpenGL.*|Vulkan.*)$/, '') || inner;
  return device.length > 24 ? `${device.slice(0, 23)}…` : device;
}
