/* The draft of an answer: kept on this device only, while one types and until the answer was taken; sent by itself once there is a network again. */
(() => {
  const PREFIX = "xinqiao-draft:";
  const OFF = "xinqiao-no-draft";
  const LONGEST_DAYS = 14;
  const RETRY_SECONDS = 20;
  const PATIENCE_SECONDS = 8;
  const today = Math.floor(Date.now() / 86400000);

  /* A browser may have no storage, a full one, or one that is shut in private windows: then there is no draft. */
  const attempt = (action) => { try { return action(); } catch { return null; } };
  const read = (key) => attempt(() => JSON.parse(localStorage.getItem(key)));
  const forget = (key) => attempt(() => localStorage.removeItem(key));
  (attempt(() => Object.keys(localStorage)) || []).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
    const kept = read(key);
    if (!kept || !(today - kept.day <= LONGEST_DAYS)) forget(key);
  });

  /* Taken, or too late: the draft goes. What was written and never sent is put on the screen once more. */
  const done = document.querySelector("[data-forget]");
  if (done) {
    const left = document.querySelector("[data-left]");
    const unsent = (read(PREFIX + done.dataset.forget) || {}).texts || [];
    if (left && unsent.length) {
      left.querySelector("dl").append(...unsent.flatMap((texts) => texts.map((text, at) => {
        const line = document.createElement(at ? "dd" : "dt");
        line.className = at ? "prose" : "quiet";
        line.textContent = text;
        return line;
      })));
      left.hidden = false;
    }
    forget(PREFIX + done.dataset.forget);
  }
  const form = document.querySelector("form[data-survey]");
  if (!form || !form.dataset.survey) return;

  const key = PREFIX + form.dataset.survey;
  const words = JSON.parse(form.dataset.words);
  const note = form.querySelector("[data-draft]");
  const offline = form.querySelector("[data-offline]");
  const button = form.querySelector("[data-busy]");
  const fields = [...form.querySelectorAll("[data-item] input, [data-item] select, [data-item] textarea")];
  const isTick = (field) => field.type === "radio" || field.type === "checkbox";
  form.autocomplete = "off";
  let off = attempt(() => sessionStorage.getItem(OFF)) === "1";
  let sending = "";

  const tell = (state) => {
    note.hidden = false;
    note.toggleAttribute("data-opening", state !== "restored" && state !== "sent");
    note.querySelectorAll("[data-when]").forEach((each) => { each.hidden = each.dataset.when !== state; });
    note.querySelector("[data-draft-on]").hidden = state !== "off";
    note.querySelector("[data-draft-off]").hidden = state === "off";
    note.querySelector("[data-draft-clear]").hidden = state === "off" || !read(key);
  };
  const save = () => {
    if (off) return;
    const values = fields.filter((field) => (isTick(field) ? field.checked : field.value !== "")).map((field) => [field.name, field.value]);
    const texts = fields.filter((field) => field.matches("textarea, input[type=text]") && field.value.trim()).map((field) => [field.closest("[data-item]").querySelector("legend, label").firstChild.textContent.trim(), field.value]);
    if (values.length || read(key)) attempt(() => localStorage.setItem(key, JSON.stringify({ day: today, values, texts, sending })));
    note.querySelector("[data-draft-clear]").hidden = !read(key);
  };
  const restore = (values) => {
    fields.forEach((field) => {
      const mine = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isTick(field)) field.checked = mine.includes(field.value);
      else field.value = mine.find((value) => value !== "na") || "";
    });
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const kept = off ? null : read(key);
  if (!attempt(() => { localStorage.setItem(`${PREFIX}?`, "{}"); localStorage.removeItem(`${PREFIX}?`); return true; })) off = true;
  else if ("returned" in form.dataset) { save(); tell("kept"); }
  else if (kept && kept.values.length) {
    restore(kept.values);
    tell(kept.sending === "sent" ? "sent" : "restored");
    form.dispatchEvent(new Event("restored"));
  } else tell(off ? "off" : "kept");

  form.addEventListener("input", save);
  form.addEventListener("change", save);
  window.addEventListener("pagehide", () => { if (sending !== "sent") save(); });
  note.querySelector("[data-draft-off]").addEventListener("click", () => { off = true; forget(key); attempt(() => sessionStorage.setItem(OFF, "1")); tell("off"); });
  note.querySelector("[data-draft-on]").addEventListener("click", () => { off = false; attempt(() => sessionStorage.removeItem(OFF)); save(); tell("kept"); });
  note.querySelector("[data-draft-clear]").addEventListener("click", () => { sending = ""; forget(key); form.reset(); restore([]); forget(key); offline.hidden = true; tell("kept"); });

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
    sending = "waiting";
    save();
    offline.textContent = off ? words.open : words.offline;
    offline.hidden = false;
  };
  form.addEventListener("submit", (event) => {
    if (passing) { passing = false; sending = "sent"; save(); return; }
    event.preventDefault();
    event.stopPropagation();
    send();
  });
  const again = () => { if (sending === "waiting") send(); };
  window.addEventListener("online", again);
  setInterval(again, RETRY_SECONDS * 1000);
  /* Back from what came after sending: a draft that is gone was taken, so its answers leave the page as well. */
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted || sending !== "sent") return;
    sending = "";
    if (off || read(key)) { save(); tell("sent"); } else { form.reset(); restore([]); forget(key); tell("kept"); }
  });
  if (kept && kept.sending === "waiting" && !("returned" in form.dataset)) button.click();
})();
