/** Of this program and of the contract that it answers; as in package.json. */
export const version = '1.0.0';
