/** What the contract's answer to a calibration has, in its order. */
export const contractFields = [
  'model_name',
  'parameters',
  'inference_time_ms',
  'input_dimension',
  'success',
];
