/** Where a command stands in lists, in this order. */
export const commandGroups = [
  'Calibrate',
  'Surface',
  'Samples',
  'Grid',
  'Plots',
  'Go to',
  'Keep and share',
  'Help and settings',
] as const;

export type CommandGroup = (typeof commandGroups)[number];

/** Something the analyst can have done, wherever the focus is. */
export interface Command {
  readonly id: string;
  /** What it does, as an order: "Calibrate", "Show residuals". */
  readonly title: string;
  readonly group: CommandGroup;
  /** Any of these does it: see `chordOf` for how they are written. The first is the one shown. */
  readonly keys?: readonly string[];
  /** Other words that it is looked for by. */
  readonly words?: string;
  /** Whether it can be had now; always, where absent. */
  readonly available?: () => boolean;
  /** Whether it is what is chosen now, where it is one of several choices. */
  readonly chosen?: () => boolean;
  readonly run: () => void;
}

export function isAvailable({ available }: Command): boolean {
  return available?.() ?? true;
}
