/* The work behind web/puzzle.py: find a number such that SHA-256 of "code:number" begins with zero bits. One block, because the text is short. */
const K = [], START = [];
const fraction = (value) => ((value - Math.floor(value)) * 4294967296) | 0;
for (let number = 2, found = 0; found < 64; number += 1) {
  let isPrime = true;
  for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) { isPrime = false; break; }
  if (!isPrime) continue;
  if (found < 8) START.push(fraction(Math.sqrt(number)));
  K.push(fraction(Math.cbrt(number)));
  found += 1;
}
const W = new Int32Array(64);
const turn = (word, by) => (word >>> by) | (word << (32 - by));
/* The first 32 bits of the digest of an ASCII text of at most 55 characters. */
const head = (text) => {
  W.fill(0);
  for (let at = 0; at < text.length; at += 1) W[at >> 2] |= text.charCodeAt(at) << (24 - 8 * (at & 3));
  W[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  W[15] = text.length * 8;
  for (let at = 16; at < 64; at += 1) {
    const early = W[at - 15], late = W[at - 2];
    W[at] = (W[at - 16] + (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) + W[at - 7] + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10))) | 0;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[at] + W[at]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  return (a + START[0]) | 0;
};
onmessage = ({ data: { code, bits } }) => {
  let number = 0;
  while (head(`${code}:${number}`) >>> (32 - bits) !== 0) number += 1;
  postMessage(String(number));
};
