/*
 * The two functions of which CGMY's exponent and its gradient are made, both smooth in Y where the
 * powers' quotients have removable singularities: h(w) = [(1+w)^Y − 1 − Yw]/(Y(Y−1)) and
 * q(L, d) = (e^(dL) − 1)/d. Results are left in module variables: a returned pair would be allocated
 * at each node of the pricer's hot loop.
 */
export let hRe = 0;
export let hIm = 0;
export let qRe = 0;
export let qIm = 0;
export let qSlopeRe = 0;
let qSlopeIm = 0;
export let hSlopeRe = 0;
export let hSlopeIm = 0;

/** q = (e^(dL) − 1)/d and ∂q/∂d = (L·e^(dL) − q)/d, at complex L, to the variables above. */
export function evaluateQ(re: number, im: number, d: number): void {
  const x = d * re;
  const y = d * im;
  const modulus = Math.exp(x);
  const eRe = modulus * Math.cos(y);
  const eIm = modulus * Math.sin(y);
  if (x * x + y * y > 0.1) {
    qRe = (eRe - 1) / d;
    qIm = eIm / d;
    qSlopeRe = (re * eRe - im * eIm - qRe) / d;
    qSlopeIm = (re * eIm + im * eRe - qIm) / d;
    return;
  }
  // s = Σ(n+1)(dL)^n/(n+2)! by Horner, where the quotients cancel: ∂q/∂d = L²·s, and from it q.
  let sRe = 0;
  let sIm = 0;
  for (let n = 10; n >= 0; n--) {
    const factor = (n + 2) / ((n + 3) * (n + 1));
    const next = 1 + factor * (sRe * x - sIm * y);
    sIm = factor * (sRe * y + sIm * x);
    sRe = next;
  }
  const squareRe = (re * re - im * im) / 2;
  const squareIm = re * im;
  qSlopeRe = squareRe * sRe - squareIm * sIm;
  qSlopeIm = squareRe * sIm + squareIm * sRe;
  qRe = re * eRe - im * eIm - d * qSlopeRe;
  qIm = re * eIm + im * eRe - d * qSlopeIm;
}

/** h and ∂h/∂Y, on the branches of {@link evaluateH}, and ((1+w)^(Y−1) − 1)/(Y−1) to q. */
export function evaluateSlopes(re: number, im: number, Y: number): void {
  const logRe = 0.5 * Math.log1p(re * (2 + re) + im * im);
  const logIm = Math.atan2(im, 1 + re);
  const d = Y - 1;
  if (Y < 0.5) {
    evaluateQ(logRe, logIm, Y);
    hRe = (qRe - re) / d;
    hIm = (qIm - im) / d;
    hSlopeRe = (qSlopeRe - hRe) / d;
    hSlopeIm = (qSlopeIm - hIm) / d;
    // (1+w)^(Y−1) = (1 + Yq)/(1 + w).
    const norm = (1 + re) * (1 + re) + im * im;
    const powerRe = 1 + Y * qRe;
    const powerIm = Y * qIm;
    qRe = ((powerRe * (1 + re) + powerIm * im) / norm - 1) / d;
    qIm = (powerIm * (1 + re) - powerRe * im) / norm / d;
    return;
  }
  evaluateQ(logRe, logIm, d);
  hRe = ((1 + re) * qRe - im * qIm - re) / Y;
  hIm = ((1 + re) * qIm + im * qRe - im) / Y;
  hSlopeRe = ((1 + re) * qSlopeRe - im * qSlopeIm - hRe) / Y;
  hSlopeIm = ((1 + re) * qSlopeIm + im * qSlopeRe - hIm) / Y;
}

/**
 * h(w) at complex w off the cut (−∞, −1], to `hRe`, `hIm`. Below Y = ½ from ((1+w)^Y − 1)/Y and
 * above from ((1+w)^(Y−1) − 1)/(Y−1): each is smooth where the other divides by zero.
 */
export function evaluateH(re: number, im: number, Y: number): void {
  const logRe = 0.5 * Math.log1p(re * (2 + re) + im * im);
  const logIm = Math.atan2(im, 1 + re);
  const low = Y < 0.5;
  const d = low ? Y : Y - 1;
  let qRe = logRe;
  let qIm = logIm;
  if (d !== 0) {
    // expm1(d·L)/d without cancellation: expm1(x + iy) = expm1(x)cos y − 2sin²(y/2) + i·eˣ·sin y.
    const grown = Math.expm1(d * logRe);
    const half = Math.sin((d * logIm) / 2);
    const sin = Math.sin(d * logIm);
    qRe = (grown * (1 - 2 * half * half) - 2 * half * half) / d;
    qIm = ((grown + 1) * sin) / d;
  }
  if (low) {
    hRe = (qRe - re) / (Y - 1);
    hIm = (qIm - im) / (Y - 1);
  } else {
    hRe = ((1 + re) * qRe - im * qIm - re) / Y;
    hIm = ((1 + re) * qIm + im * qRe - im) / Y;
  }
}
