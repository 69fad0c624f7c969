const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|swrast|basic render|\bwarp\b|software/i;

/** Whether a graphics adapter of this name is an emulation on the processor. */
export function isSoftwareAdapter(name: string): boolean {
  return SOFTWARE.test(name);
}
