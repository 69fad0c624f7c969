/**
 * Memory of a thread that calibrates, in MB: it needs some 20, and with the room of a whole machine
 * would seldom tidy up.
 */
export const THREAD_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };
