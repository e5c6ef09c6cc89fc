/* Where a phone keeps its ticket, and what a ticket is. Everything is written down before it is needed, so that a page
   that is killed finds its place again:
   xinqiao.link            the secret of a personal link, until its ticket is drawn
   xinqiao.ticket.<survey> while drawing: link, blinded message and factor; drawn: the ticket. Deleted once it was used. */
const tickets = (() => {
  const LINK = "xinqiao.link";
  const TICKET = "xinqiao.ticket.";
  const RSA = { name: "RSA-PSS", hash: "SHA-384" };
  const SALT_BYTES = 48;

  const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const toUrl = (bytes) => toBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const fromUrl = (text) => fromBase64(text.replace(/-/g, "+").replace(/_/g, "/"));
  const toHex = (bytes) => [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  const hash = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

  const read = (survey) => { try { return JSON.parse(localStorage.getItem(TICKET + survey)); } catch { return null; } };
  const write = (survey, state) => localStorage.setItem(TICKET + survey, JSON.stringify(state));
  const forget = (survey) => localStorage.removeItem(TICKET + survey);
  const surveys = () => Object.keys(localStorage).filter((key) => key.startsWith(TICKET)).map((key) => key.slice(TICKET.length));
  const works = () => { try { localStorage.setItem(LINK + ".try", "1"); localStorage.removeItem(LINK + ".try"); return true; } catch { return false; } };

  const toText = (survey, unit, message, signature) => ["xq1", survey, unit, toUrl(message), toUrl(signature)].join(".");
  const parse = (text) => {
    const [marker, survey, unit, message, signature, more] = text.replace(/\s/g, "").split(".");
    if (marker !== "xq1" || !signature || more !== undefined) return null;
    try { return { survey, unit: Number(unit), message: fromUrl(message), signature: fromUrl(signature) }; } catch { return null; }
  };

  /* The one document of all keys; the check code is what its digest begins with. */
  const keysOf = async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    const code = toHex(await hash(bytes)).slice(0, 20).replace(/(.{4})(?=.)/g, "$1 ");
    return { ...JSON.parse(new TextDecoder().decode(bytes)), code };
  };
  const keyOf = (keys, unit) => keys.units.find((each) => each.unit === unit);
  const importKey = (key) => crypto.subtle.importKey("spki", fromBase64(key), RSA, true, ["verify"]);
  const verify = async (key, ticket) => crypto.subtle.verify({ name: RSA.name, saltLength: SALT_BYTES }, await importKey(key), ticket.signature, ticket.message);

  /* Copies where the browser lets us; else shows the text to be copied by hand. */
  const copy = async (text, button, place) => {
    const field = place.querySelector("textarea");
    field.value = text;
    place.hidden = false;
    field.select();
    try { await navigator.clipboard.writeText(text); button.textContent = button.dataset.copied; } catch { /* by hand, then */ }
  };

  return { LINK, toBase64, fromBase64, read, write, forget, surveys, works, toText, parse, keysOf, keyOf, importKey, verify, hash, copy };
})();
