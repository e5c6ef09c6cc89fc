/* Drafts: what somebody writes in a form, kept on this device only, while one types and until it was taken. Each form has one, under its name. */
const drafts = (() => {
  const PREFIX = "xinqiao-draft:";
  const OFF = "xinqiao-no-draft";
  const LONGEST_DAYS = 14;
  const today = Math.floor(Date.now() / 86400000);

  /* A browser may have no storage, a full one, or one that is shut in private windows: then there is no draft. */
  const attempt = (action) => { try { return action(); } catch { return null; } };
  const read = (name) => attempt(() => JSON.parse(localStorage.getItem(PREFIX + name)));
  const forget = (name) => attempt(() => localStorage.removeItem(PREFIX + name));
  (attempt(() => Object.keys(localStorage)) || []).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
    const name = key.slice(PREFIX.length);
    const kept = read(name);
    if (!kept || !(today - kept.day <= LONGEST_DAYS)) forget(name);
  });

  /* Taken, too late, or left: the draft goes. */
  const done = document.querySelector("[data-forget]");
  const left = done && read(done.dataset.forget);
  if (done) forget(done.dataset.forget);

  /* A quick way off: the draft goes, and the page too, so that going back does not lead to it. */
  const away = document.querySelector("form[data-away]");
  away?.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    forget(away.dataset.away);
    document.querySelectorAll("form").forEach((each) => each.reset());
    location.replace("/");
  });

  const isTick = (field) => field.type === "radio" || field.type === "checkbox";
  /* Put values, pairs of name and value, into the fields; what is not among them is emptied. */
  const fill = (fields, values) => fields.forEach((field) => {
    const mine = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isTick(field)) field.checked = mine.includes(field.value);
    else field.value = mine.find((value) => value !== "na") || "";
  });

  /* The draft of one form. `more()` is kept beside the values, `changed(state)` is called when somebody pressed a button of the note: "off", "on", "clear". */
  const of = (form, name, fields, { more = () => ({}), changed }) => {
    const note = form.querySelector("[data-draft]");
    const [on, off, clear] = ["on", "off", "clear"].map((each) => note.querySelector(`[data-draft-${each}]`));
    const draft = { isOff: attempt(() => sessionStorage.getItem(OFF)) === "1", sending: "", note };
    draft.kept = draft.isOff ? null : read(name);
    draft.works = attempt(() => { localStorage.setItem(`${PREFIX}?`, "{}"); localStorage.removeItem(`${PREFIX}?`); return true; });
    if (!draft.works) draft.isOff = true;
    form.autocomplete = "off";

    draft.isThere = () => Boolean(read(name));
    draft.forget = () => { forget(name); clear.hidden = true; };
    draft.tell = (state) => {
      note.hidden = false;
      note.toggleAttribute("data-opening", state !== "restored" && state !== "sent");
      note.querySelectorAll("[data-when]").forEach((each) => { each.hidden = each.dataset.when !== state; });
      on.hidden = state !== "off";
      off.hidden = state === "off" || state === "asked";
      clear.hidden = state === "off" || !read(name);
    };
    draft.save = () => {
      if (draft.isOff) return;
      const values = fields.filter((field) => (isTick(field) ? field.checked : field.value !== "")).map((field) => [field.name, field.value]);
      if (values.length || read(name)) attempt(() => localStorage.setItem(PREFIX + name, JSON.stringify({ day: today, values, sending: draft.sending, ...more() })));
      clear.hidden = !read(name);
    };
    off.addEventListener("click", () => { draft.isOff = true; draft.forget(); attempt(() => sessionStorage.setItem(OFF, "1")); changed("off"); });
    on.addEventListener("click", () => { draft.isOff = false; attempt(() => sessionStorage.removeItem(OFF)); changed("on"); });
    clear.addEventListener("click", () => { draft.sending = ""; draft.forget(); changed("clear"); });
    return draft;
  };

  return { left, fill, of };
})();
