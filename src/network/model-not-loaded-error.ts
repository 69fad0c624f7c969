/** No network for this model: its files are missing or damaged. */
export class ModelNotLoadedError extends Error {
  override readonly name = 'ModelNotLoadedError';
  readonly model: string;
  /** One sentence without any file path. */
  readonly reason: string;

  constructor(model: string, reason: string, options?: ErrorOptions) {
    super(`The ${model} network could not be loaded: ${reason}`, options);
    this.model = model;
    this.reason = reason;
  }
}
