/** Of the build that this code belongs to; written by Vite. */
declare const __NETWORKS__: string;

/**
 * Path of a network's file, `<model>/<file>`, from the application's root, told apart from the same
 * file of another version: a page goes on with the networks that it was built with.
 */
export function networkPath(file: string): string {
  return `networks/${file}?v=${__NETWORKS__}`;
}
