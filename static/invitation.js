/* Drawing a ticket: a random number, blinded, signed once by the server, unblinded and verified here. */
(() => {
  const page = document.querySelector("[data-invitation]");
  const FEWEST_INVITED = 10;
  /* Large type and English, which this page and the answering page know by their address alone. */
  const CHOICES = page.dataset.choices;
  const all = (selector) => [...page.querySelectorAll(selector)];
  const put = (name, text) => all(`[data-put="${name}"]`).forEach((place) => { place.textContent = text; });
  const only = (name, shown) => all(`[data-only="${name}"]`).forEach((place) => { place.hidden = !shown; });
  const show = (state) => all("[data-state]").forEach((part) => { part.hidden = !part.dataset.state.split(" ").includes(state); });
  let again = () => location.reload();

  class Refused extends Error {
    constructor(sentence, status) { super(sentence); this.isOver = status === 404 || status === 410; }
  }

  const ask = async (address, fields) => {
    const answer = await fetch(address + CHOICES, { method: "POST", credentials: "omit", body: new URLSearchParams(fields) });
    const told = await answer.json().catch(() => ({}));
    if (told.refused) throw new Refused(told.refused, answer.status);
    if (!answer.ok) throw new Error("no answer");
    return told;
  };

  /* A link that leads nowhere any more has no place on a phone; a ticket that was drawn stays. */
  const forget = () => {
    localStorage.removeItem(tickets.LINK);
    tickets.surveys().filter((survey) => !tickets.read(survey).ticket).forEach(tickets.forget);
  };

  /* Whatever goes wrong, nothing is lost: what was written down is taken up again. */
  const attempt = async (step) => {
    again = () => attempt(step);
    try { await step(); } catch (error) {
      if (!(error instanceof Refused)) { show("offline"); return; }
      if (error.isOver) forget();
      put("refused", error.message);
      show("refused");
    }
  };

  const describe = (state) => { put("title", state.title); put("unit", state.name); put("invited", state.invited); put("code", state.code); };

  const held = (survey, state) => {
    describe(state);
    put("begins", state.begins);
    const early = Date.parse(state.begins_at) > Date.now();
    only("begins", early);
    only("answer", !early);
    only("waiting", Boolean(localStorage.getItem(tickets.LINK)));
    page.querySelector("[data-answer]").href = state.answer + CHOICES;
    page.querySelector("[data-copy]").onclick = (event) => tickets.copy(state.ticket, event.currentTarget, page.querySelector('[data-only="copy"]'));
    show("held");
  };

  /* The key must be the one in the document that everybody sees, and stand for enough people. */
  const checked = async (found) => {
    const keys = await tickets.keysOf(found.keys);
    const key = keys.survey === found.survey && tickets.keyOf(keys, found.unit);
    return key && key.invited >= FEWEST_INVITED ? { ...key, code: keys.code } : null;
  };

  const finish = async (survey, state) => {
    show("drawing");
    const told = await ask("/i/draw", { link: state.link, blinded: state.blinded });
    const message = tickets.fromBase64(state.message);
    let signature;
    try {
      signature = await blindRSA.suite.finalize(await tickets.importKey(state.key), message, tickets.fromBase64(told.signature), tickets.fromBase64(state.factor));
    } catch { show("wrong-signature"); return; }
    const ticket = tickets.toText(survey, state.unit, message, signature);
    const { title, unit, name, invited, code, begins, begins_at, answer } = state;
    tickets.write(survey, { ticket, title, unit, name, invited, code, begins, begins_at, answer });
    if (localStorage.getItem(tickets.LINK) === state.link) localStorage.removeItem(tickets.LINK);
    held(survey, tickets.read(survey));
  };

  const draw = async (link, found, key) => {
    show("drawing");
    const message = blindRSA.suite.prepare(crypto.getRandomValues(new Uint8Array(32)));
    const { blindedMsg, inv } = await blindRSA.suite.blind(await tickets.importKey(key.key), message);
    tickets.write(found.survey, {
      link, key: key.key, message: tickets.toBase64(message), factor: tickets.toBase64(inv), blinded: tickets.toBase64(blindedMsg),
      title: found.title, unit: found.unit, name: key.name, invited: key.invited, code: key.code,
      begins: found.begins, begins_at: found.begins_at, answer: found.answer,
    });
    await finish(found.survey, tickets.read(found.survey));
  };

  const open = async (link) => {
    show("start");
    const found = await ask("/i/look", { link });
    const state = tickets.read(found.survey);
    if (state && state.ticket) {
      if (found.drawn) localStorage.removeItem(tickets.LINK);
      held(found.survey, state);
      return;
    }
    const key = await checked(found);
    if (!key || (state && state.key !== key.key)) { show("wrong-key"); return; }
    if (state) { await finish(found.survey, state); return; }
    if (found.drawn) { localStorage.removeItem(tickets.LINK); show("gone"); return; }
    describe({ title: found.title, ...key });
    page.querySelector("[data-draw]").onclick = () => attempt(() => draw(link, found, key));
    show("ready");
  };

  const begin = () => {
    if (!window.isSecureContext || !window.crypto || !crypto.subtle) { show("insecure"); return; }
    if (typeof BigInt === "undefined" || typeof blindRSA === "undefined") { show("old"); return; }
    if (!tickets.works()) { show("storage"); return; }
    const secret = decodeURIComponent(location.hash.slice(1));
    if (secret) {
      localStorage.setItem(tickets.LINK, secret);
      history.replaceState(null, "", location.pathname + location.search);
    }
    const link = localStorage.getItem(tickets.LINK);
    const [kept] = tickets.surveys();
    if (link) attempt(() => open(link));
    else if (kept && tickets.read(kept).ticket) held(kept, tickets.read(kept));
    else if (kept) attempt(() => finish(kept, tickets.read(kept)));
    else show("none");
  };

  page.querySelector("[data-retry]").addEventListener("click", () => again());
  page.querySelector("[data-typed]").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = event.target.elements.link.value.trim().split("#").pop();
    if (!typed) return;
    localStorage.setItem(tickets.LINK, typed);
    begin();
  });
  /* Another link opened while this page is in front changes the address only. */
  addEventListener("hashchange", begin);
  begin();
})();
