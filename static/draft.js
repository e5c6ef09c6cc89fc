/* The draft of an answer: goes on where it was, and is sent by itself once there is a network again. */
(() => {
  const RETRY_SECONDS = 20;
  const PATIENCE_SECONDS = 8;

  /* Taken, or too late: what was written and never sent is put on the screen once more. */
  const left = document.querySelector("[data-left]");
  const unsent = (drafts.left || {}).texts || [];
  if (left && unsent.length) {
    left.querySelector("dl").append(...unsent.flatMap((texts) => texts.map((text, at) => {
      const line = document.createElement(at ? "dd" : "dt");
      line.className = at ? "prose" : "quiet";
      line.textContent = text;
      return line;
    })));
    left.hidden = false;
  }
  const form = document.querySelector("form[data-survey]");
  if (!form || !form.dataset.survey) return;

  const words = JSON.parse(form.dataset.words);
  const offline = form.querySelector("[data-offline]");
  const button = form.querySelector("[data-busy]");
  const fields = [...form.querySelectorAll("[data-item] input, [data-item] select, [data-item] textarea")];
  const restore = (values) => {
    drafts.fill(fields, values);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const empty = () => { form.reset(); restore([]); draft.forget(); };
  const draft = drafts.of(form, form.dataset.survey, fields, {
    more: () => ({
      texts: fields.filter((field) => field.matches("textarea, input[type=text]") && field.value.trim()).map((field) => [field.closest("[data-item]").querySelector("legend, label").firstChild.textContent.trim(), field.value]),
    }),
    changed: (pressed) => {
      if (pressed === "on") draft.save();
      if (pressed === "clear") { empty(); offline.hidden = true; }
      draft.tell(pressed === "off" ? "off" : "kept");
    },
  });
  const { kept, save, tell } = draft;

  if (draft.works) {
    if ("returned" in form.dataset) { save(); tell("kept"); }
    else if (kept && kept.values.length) {
      restore(kept.values);
      tell(kept.sending === "sent" ? "sent" : "restored");
      form.dispatchEvent(new Event("restored"));
    } else tell(draft.isOff ? "off" : "kept");
  }
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  window.addEventListener("pagehide", () => { if (draft.sending !== "sent") save(); });

  /* Sending: first ask whether the server can be reached, so that a broken line never costs the page. */
  const reachable = async () => {
    const abort = new AbortController();
    const patience = setTimeout(() => { abort.abort(); }, PATIENCE_SECONDS * 1000);
    try {
      return (await fetch(form.action, { method: "HEAD", cache: "no-store", credentials: "omit", signal: abort.signal })).status < 500;
    } catch { return false; } finally { clearTimeout(patience); }
  };
  let asking = false;
  let passing = false;
  const send = async () => {
    if (asking) return;
    asking = true;
    const label = button.textContent;
    button.setAttribute("aria-disabled", "true");
    button.textContent = words.reaching;
    const reached = await reachable();
    button.removeAttribute("aria-disabled");
    button.textContent = label;
    asking = false;
    if (reached) {
      offline.hidden = true;
      passing = true;
      button.click();
      return;
    }
    draft.sending = "waiting";
    save();
    offline.textContent = draft.isOff ? words.open : words.offline;
    offline.hidden = false;
  };
  form.addEventListener("submit", (event) => {
    if (passing) { passing = false; draft.sending = "sent"; save(); return; }
    event.preventDefault();
    event.stopPropagation();
    send();
  });
  const again = () => { if (draft.sending === "waiting") send(); };
  window.addEventListener("online", again);
  setInterval(again, RETRY_SECONDS * 1000);
  /* Back from what came after sending: a draft that is gone was taken, so its answers leave the page as well. */
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted || draft.sending !== "sent") return;
    draft.sending = "";
    if (draft.isOff || draft.isThere()) { save(); tell("sent"); } else { empty(); tell("kept"); }
  });
  if (kept && kept.sending === "waiting" && !("returned" in form.dataset)) button.click();
})();
