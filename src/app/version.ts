import { version } from '../../package.json';

/** Of this program, as reports name it. */
export const appVersion: string = version;
