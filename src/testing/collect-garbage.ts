/** Frees what nothing holds. In a task of its own: a weak reference holds its object until one ends. */
export async function collectGarbage(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  const { gc } = globalThis as { readonly gc?: () => void };
  if (!gc) throw new Error('Node.js runs without --expose-gc.');
  gc();
}
