/* The draft of a petition: words and choices, never who somebody is, a file or the receipt code; of an accusation only when asked for. */
(() => {
  const NAME = "petition";
  const NEVER = ["name", "contact"];
  const form = document.querySelector("form[data-steps]");
  if (!form) return;
  const typed = [...form.querySelectorAll("input, select, textarea")].filter((field) => field.name && !["hidden", "file"].includes(field.type));
  const fields = typed.filter((field) => !NEVER.includes(field.name));
  const consent = form.querySelector("[data-draft-consent]");
  const kind = () => form.querySelector('[name="kind"]:checked');
  const isAsked = () => kind()?.value === "accusation";
  const put = (into, values) => {
    drafts.fill(into, values);
    into.filter((field) => field.checked).forEach((field) => { const folded = field.closest("details"); if (folded) folded.open = true; });
    ["input", "change"].forEach((each) => (kind() || form.elements.text).dispatchEvent(new Event(each, { bubbles: true })));
  };
  const draft = drafts.of(form, NAME, fields, {
    changed: (pressed) => {
      if (pressed === "clear") { consent.checked = false; put(typed, [["people", "1"]]); }
      keep();
      show();
    },
  });
  if (!draft.works) return;

  /* Before somebody says what they want nothing is kept: it may be an accusation. */
  const keep = () => { if (kind() && form.elements.text.value.trim() && (!isAsked() || consent.checked)) draft.save(); else draft.forget(); };
  const show = () => {
    if (draft.isOff) draft.tell("off");
    else draft.tell(isAsked() ? "asked" : "kept");
    consent.closest("label").hidden = draft.isOff || !isAsked();
    draft.note.hidden = !kind();
  };
  const { kept } = draft;
  const home = draft.note.previousElementSibling;
  const returned = "whole" in form.dataset;
  consent.checked = Boolean(kept) && kept.values.some(([name, value]) => name === "kind" && value === "accusation");
  if (!returned && kept) put(fields, kept.values);
  keep();
  show();
  if (!returned && kept && kind()) {
    draft.tell(kept.sending === "sent" ? "sent" : "restored");
    form.querySelector(".panel h2").after(draft.note);
  }
  form.addEventListener("input", keep);
  form.addEventListener("change", (event) => { keep(); if (event.target.name === "kind") { home.after(draft.note); show(); } });
  /* Sent, and nobody knows yet whether it arrived: the page of the receipt forgets it. */
  form.addEventListener("submit", (event) => { if (!event.defaultPrevented) { draft.sending = "sent"; keep(); } });
  /* A policy said it all: nothing is filed. */
  document.addEventListener("submit", (event) => { if (event.target.action.endsWith("/helped")) draft.forget(); });
})();
