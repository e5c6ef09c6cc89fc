/* Checks a ticket from a saved page: its signature against the unit's key, its hash against the list of spent tickets.
   Nothing is fetched and nothing is sent; take the phone off the network first if you like. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const keys = JSON.parse(data.keys);
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const hex = (buffer) => [...new Uint8Array(buffer)].map((each) => each.toString(16).padStart(2, "0")).join("");
  const show = (names) => document.querySelectorAll("[data-says]").forEach((line) => { line.hidden = !names.includes(line.dataset.says); });
  const put = (name, text) => document.querySelectorAll(`[data-put="${name}"]`).forEach((place) => { place.textContent = text; });

  const check = async () => {
    if (!window.crypto || !crypto.subtle) return show(["old"]);
    const parts = document.getElementById("ticket").value.replace(/\s/g, "").split(".");
    if (parts.length !== 5 || parts[0] !== "xq1") return show(["no-ticket"]);
    const [, survey, unit, messageText, signatureText] = parts;
    if (survey !== data.survey) return show(["other-survey"]);
    const entry = keys.units.find((each) => String(each.unit) === unit);
    if (!entry) return show(["bad-signature"]);
    let message, signature;
    try { message = bytes(messageText); signature = bytes(signatureText); } catch { return show(["no-ticket"]); }
    const key = await crypto.subtle.importKey("spki", bytes(entry.key), { name: "RSA-PSS", hash: "SHA-384" }, false, ["verify"]);
    if (!(await crypto.subtle.verify({ name: "RSA-PSS", saltLength: 48 }, key, signature, message))) return show(["bad-signature"]);
    const mark = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", message))));
    put("unit", entry.name);
    put("invited", entry.invited);
    put("mark", mark);
    show(["good-signature", (data.spent[data.lists[unit]] || []).includes(mark) ? "spent" : "not-spent"]);
  };

  document.getElementById("check").addEventListener("click", () => { check().catch(() => show(["no-ticket"])); });
  if (window.crypto && crypto.subtle) {
    crypto.subtle.digest("SHA-256", new TextEncoder().encode(data.keys)).then((digest) => {
      put("code", hex(digest).slice(0, 20).replace(/(.{4})(?=.)/g, "$1 "));
    });
  }
})();
